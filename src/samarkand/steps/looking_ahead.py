"""Measurements become forecasts, and forecasts scores."""

from samarkand.codebook.outlook import load_carried, load_questions
from samarkand.domain.document import Imprint
from samarkand.domain.exchange import Exchange
from samarkand.domain.forecast import Forecast, Score
from samarkand.domain.ids import content_id
from samarkand.domain.measurement import Measurement
from samarkand.domain.mention import Mention
from samarkand.domain.outlook import Outlook
from samarkand.domain.statistic import Statistic
from samarkand.outlook.backtest import Setting
from samarkand.outlook.measured import measured_series
from samarkand.outlook.official import official_series
from samarkand.outlook.run import VERSION as OUTLOOK
from samarkand.outlook.run import look_ahead
from samarkand.outlook.told import first_told
from samarkand.steps.observatory import VERSION, WHOLE, Observatory


def key(o: Observatory) -> str:
    """Looked at anew each month, since time alone makes forecasts due."""
    cards = (repr(load_carried()), repr(load_questions()), repr(o.settings.outlook), f"{o.clock.now():%Y-%m}")
    return content_id("outlook", VERSION, OUTLOOK, o.stamps.get("measure") or "", *cards, *(f.id for f in o.ledger))


def work(o: Observatory) -> str:
    exchanges, documents = o.tables.read("exchanges", Exchange), o.tables.read("documents", Imprint)
    told = first_told(exchanges, o.tables.read("mentions", Mention), documents)
    setting = Setting(o.clock.now().date(), breaks=o.settings.outlook.breaks, treatment=o.settings.outlook.treatment)
    measured, errors = measured_series(o.tables.read("measurements", Measurement), told, setting.today)
    series = [*measured, *official_series(o.tables.read("statistics", Statistic), o.settings.focus)]
    found = look_ahead(series, errors, load_carried(), load_questions().values(), o.ledger, setting)
    o.tables.write("outlooks", WHOLE, Outlook, found.outlooks)
    o.tables.write("forecasts", WHOLE, Forecast, found.forecasts)
    o.tables.write("scores", WHOLE, Score, found.scores)
    missing = sum(bool(x.reason) for x in found.outlooks)
    return f"{len(found.outlooks)} series looked ahead, {missing} of them NA with a reason"
