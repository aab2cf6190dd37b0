"""One file a stage: which tables it reads and writes, and when it has to be done again."""
