"""What the miniature press prints. Every outlet, person quoted and event detail here is invented for the demo."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Piece:
    """One article: what an editor would type in. `credit` is the byline's agency or outlet, where it is not their own."""

    slug: str
    title: str
    paragraphs: tuple[str, ...]
    author: str
    published_at: datetime
    modified_at: datetime | None = None
    credit: str | None = None

    def edited(self, old: str, new: str, at: datetime) -> Piece:
        """The article after an editor replaced some words."""
        changed = tuple(paragraph.replace(old, new) for paragraph in self.paragraphs)
        return replace(self, paragraphs=changed, modified_at=at)


def visit_story(now: datetime) -> Piece:
    """The Courier's own report, which the forum reposts and which is edited later."""
    return Piece(
        slug="junta-chief-lands-in-moscow",
        title="Myanmar Junta Chief Lands in Moscow for Energy Talks",
        author="Vera Lindqvist",
        published_at=now - timedelta(hours=5),
        paragraphs=(
            "Min Aung Hlaing, the head of Myanmar's military government, landed in Moscow on Friday evening for three "
            "days of talks on fuel deliveries and a small nuclear plant, two officials told The Courier.",
            "His aircraft was met at Vnukovo at 18:40 by a deputy energy minister. A guard of honour had been ordered and then "
            "cancelled because of sleet, an airport worker said.",
            "The delegation counts 40 people, among them the chiefs of the navy and of the procurement office, according "
            "to a seating list seen by this paper. Rosatom confirmed a meeting and gave no details.",
            'Campaigners in Yangon and Bangkok called the visit an attempt to buy legitimacy. "A photograph with a handshake '
            'is worth a shipload of diesel to him," said Daw Thiri, who runs a small monitoring group.',
        ),
    )


def wire_story(now: datetime) -> Piece:
    """The agency's own dispatch."""
    return Piece(
        slug="russia-myanmar-port-memorandum",
        title="Russia and Myanmar sign memorandum on Dawei port",
        author="Ines Varga",
        published_at=now - timedelta(hours=3, minutes=30),
        paragraphs=(
            "NAYPYITAW (Northwire) - Russia and Myanmar's military government signed a memorandum on Saturday to study a "
            "deep-water port and an oil terminal at Dawei, state television reported.",
            "The document was signed in the presence of Senior General Min Aung Hlaing. It foresees a first survey of "
            "the seabed before the monsoon and names no price.",
            "Analysts were doubtful. Two earlier plans for the bay, one of them with partners from Thailand, ended "
            "without a single pier being built.",
            "Moscow has become one of the junta's closest partners since the coup of 2021, as western sanctions cut it "
            "off from banks, insurers and aircraft parts.",
        ),
    )


def wire_for_courier(now: datetime) -> Piece:
    """The dispatch as the Courier prints it: word for word, with the agency named."""
    wire = wire_story(now)
    return replace(
        wire,
        slug="russia-myanmar-sign-port-memorandum",
        author="Northwire",
        credit="Northwire",
        published_at=now - timedelta(hours=3),
        paragraphs=(*wire.paragraphs, "Source: Northwire"),
    )


def wire_for_martaban(now: datetime) -> Piece:
    """The dispatch as the Review prints it: another headline, one sentence cut."""
    wire = wire_for_courier(now)
    cut = tuple(paragraph.replace(" and names no price", "") for paragraph in wire.paragraphs)
    at = now - timedelta(hours=2, minutes=30)
    title = "Junta signs up Moscow for a port at Dawei"
    return replace(wire, slug="dawei-port-memorandum", title=title, published_at=at, paragraphs=cut)


def wire_for_andaman(now: datetime) -> Piece:
    """The dispatch as the Daily prints it, from which the forum has it: word for word, with the agency named."""
    return replace(wire_for_courier(now), published_at=now - timedelta(hours=2), slug="port-deal-signed")


def burmese_story(now: datetime) -> Piece:
    """A report in Burmese."""
    return Piece(
        slug="mah-moscow-visit",
        title="မင်းအောင်လှိုင် မော်စကိုသို့ ရောက်ရှိ",
        author="သတင်းထောက်",
        published_at=now - timedelta(hours=4),
        paragraphs=(
            "စစ်ကောင်စီခေါင်းဆောင် မင်းအောင်လှိုင်သည် ရုရှားနိုင်ငံ မော်စကိုမြို့သို့ သောကြာနေ့ ညနေပိုင်းတွင် ရောက်ရှိသည်ဟု သိရသည်။",
            "သုံးရက်ကြာ ခရီးစဉ်အတွင်း လောင်စာဆီနှင့် နျူကလီးယားစက်ရုံငယ် ကိစ္စများကို ဆွေးနွေးမည်ဖြစ်သည်။",
            "ကိုယ်စားလှယ်အဖွဲ့တွင် လူလေးဆယ် ပါဝင်ပြီး ရေတပ်အကြီးအကဲလည်း လိုက်ပါသည်။",
        ),
    )


def russian_story(now: datetime) -> Piece:
    """A report in Russian."""
    return Piece(
        slug="vizit-min-aun-khlaina",
        title="Мин Аун Хлайн прилетел в Москву обсуждать топливо и атомную станцию",
        author="Пётр Заречный",
        published_at=now - timedelta(hours=4, minutes=30),
        paragraphs=(
            "Глава военного правительства Мьянмы Мин Аун Хлайн вечером в пятницу прилетел в Москву с трёхдневным визитом, "
            "рассказали «Невскому листку» два чиновника.",
            "В аэропорту в 18:40 делегацию встретил заместитель министра энергетики. Почётный караул отменили из-за мокрого снега.",
            "В повестке поставки дизельного топлива и небольшая атомная станция. В Росатоме встречу подтвердили, "
            "подробностей не сообщили.",
        ),
    )


def unrelated(now: datetime) -> tuple[Piece, ...]:
    """What no watch waits for."""
    return (
        Piece(
            "ferry-timetable",
            "Ferry Adds Two Crossings for the Holidays",
            (
                "The river ferry will run two more crossings a day from Monday until the end of the month, the operator said.",
                "Tickets cost the same as before. Bicycles travel free in the first and the last boat of each day.",
                "The landing stage on the east bank stays closed for repairs, and a shuttle bus leaves from the market.",
            ),
            "Otto Brandt",
            now - timedelta(hours=8),
        ),
        Piece(
            "chess-in-idaho",
            "Teenager From Moscow, Idaho, Wins State Chess Title",
            (
                "A sixteen-year-old from Moscow, Idaho, won the state chess championship on Sunday after six rounds.",
                "She drew the last game with the black pieces and said she would sleep for a day before school.",
                "The runner-up, a retired engineer, had led the field until the fifth round.",
            ),
            "May Calder",
            now - timedelta(hours=9),
        ),
    )
