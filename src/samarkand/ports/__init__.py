"""What the stages need from outside, as small protocols; `adapters` has the real ones, tests have fakes."""
