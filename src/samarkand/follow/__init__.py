"""exchanges -> commitments, milestones, follow-through"""
