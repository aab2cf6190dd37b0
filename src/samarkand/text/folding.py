"""Lower case that keeps every offset, so that what is found in the fold stands there in the text."""


def fold(text: str) -> str:
    """Lower-cased text of the same length; the few letters that would grow stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
