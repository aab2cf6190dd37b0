"""A language model looks at what the reader is unsure of."""

from samarkand.domain.cost import Cost
from samarkand.domain.ids import content_id
from samarkand.domain.mention import Mention
from samarkand.steps.observatory import VERSION, Observatory
from samarkand.steps.texts import texts_to_read

PARTIAL = "-partial-"


def key(o: Observatory) -> str:
    """Nothing as long as a part got only some of its answers, so that the next build asks again."""
    if o.assistant and any(PARTIAL in part for part in o.tables.parts("advised")):
        return ""
    name = o.assistant.name if o.assistant else ""
    return content_id("advise", VERSION, name, f"{o.settings.threshold:.4f}", o.stamps.get("read") or "")


def work(o: Observatory) -> str:
    if o.assistant is None:
        o.tables.keep_only("advised", [])
        return "no language model is asked"
    there, wanted = o.tables.parts("advised"), []
    for key, texts in texts_to_read(o):
        part = content_id("advised", key, o.assistant.name, f"{o.settings.threshold:.4f}")
        if part not in there:
            unanswered = o.assistant.cost.unanswered
            told: dict[str, list[Mention]] = {}
            for mention in o.tables.read("readings", Mention, [key]):
                told.setdefault(mention.document_id, []).append(mention)
            advised = [m for d in texts.load(o.tables) for m in o.assistant.assist(d, told.get(d.id, []))]
            if o.assistant.cost.unanswered != unanswered:
                part += f"{PARTIAL}{content_id('mentions', *map(repr, advised))}"
            o.tables.write("advised", part, Mention, advised)
        wanted.append(part)
    o.tables.keep_only("advised", wanted)
    o.tables.write("costs", content_id("cost", o.clock.now().isoformat()), Cost, [o.assistant.cost])
    return str(o.assistant.cost)
