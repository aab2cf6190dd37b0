"""Cases of `test_weak_points` the reader as shipped does not manage, each with what it does instead."""

_ALIKE = "{} against {} of what was done: {} weighs too little in the confidence"
_ONE_ACT = "only one act of the sentence is told: {}"

NOT_YET: dict[str, str] = {
    "hypothetical: zh": _ALIKE.format(0.65, 0.40, "a wish"),
    "done: sv": "without a date it is read as announced",
    "look-alike: exhibition match, en": "0.64 against 0.69: 'exhibition' outweighs the match",
    "look-alike: auto show, en": "0.17 against 0.07: 'show' alone is no term of exhibitions, so the true twin scores least",
    "several: concert and return of objects, de": _ONE_ACT.format("the concert"),
    "several: scholarships and a film week, fr": _ONE_ACT.format("the film week"),
}
