"""Which language a text is in: decided over all languages the detector knows, compared with the label later."""

from dataclasses import dataclass
from functools import cache
from typing import Any

_SAMPLE = 500
_CHINESE = frozenset({"wuu", "yue", "gan", "hak", "nan", "cdo"})


@dataclass(frozen=True, slots=True)
class Detected:
    """ISO 639 code, or None where nothing speaks clearly for one; `confidence` in 0..1."""

    lang: str | None
    confidence: float


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect_language(text: str, threshold: float = 0.5) -> Detected:
    """Detects from the middle of the opening 1,500 characters, where datelines and names are fewer."""
    head = text[:1500]
    start = max(0, (len(head) - _SAMPLE) // 2)
    sample = head[start : start + _SAMPLE].strip()
    if not any(letter.isalpha() for letter in sample):
        return Detected(None, 0.0)
    code, confidence = _identifier().classify(sample)
    code = "zh" if code in _CHINESE else code
    return Detected(code if confidence >= threshold else None, float(confidence))
