"""One proposition for each event, said by somebody: own sentences in eight languages, two ways each."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.transmission.tables import PLACES

SAY = "say:"
KINDS = ("named", "anonymous", "medium")
_SCRIPTS = {"rus": 1, "ukr": 2, "arb": 3}
PEOPLE = (
    ("Tomas Varga", "Томас Варга", "Томас Варга", "توماس فارغا"),
    ("Karl Lindner", "Карл Линднер", "Карл Лінднер", "كارل ليندنر"),
    ("Marta Novak", "Марта Новак", "Марта Новак", "مارتا نوفاك"),
    ("Viktor Salin", "Виктор Салин", "Віктор Салін", "فيكتور سالين"),
    ("Anna Berger", "Анна Бергер", "Анна Бергер", "آنا بيرغر"),
    ("David Romano", "Давид Романо", "Давид Романо", "دافيد رومانو"),
    ("Irina Koval", "Ирина Коваль", "Ірина Коваль", "إيرينا كوفال"),
    ("Robert Keller", "Роберт Келлер", "Роберт Келлер", "روبرت كيلر"),
    ("Paul Meran", "Пауль Меран", "Пауль Меран", "باول ميران"),
)
_TOWNS = (
    ("Brenna", "Бренна", "Бренна", "برينا"),
    ("Dorvik", "Дорвик", "Дорвік", "دورفيك"),
    ("Korrin", "Коррин", "Коррін", "كورين"),
)
# of each event: as a sentence without its stop, and as what somebody says
_EVENTS = {
    "eng": (
        ("The dam in {} broke on Tuesday", "that the {} dam gave way on Tuesday"),
        ("The bridge in {} collapsed on Monday", "that the {} bridge fell down on Monday"),
        ("The factory in {} burned down on Sunday", "that fire destroyed the {} factory on Sunday"),
    ),
    "deu": (
        ("Der Damm in {} ist am Dienstag gebrochen", "dass der Staudamm von {} am Dienstag nachgegeben habe"),
        ("Die Brücke in {} ist am Montag eingestürzt", "dass die Brücke von {} am Montag zusammengebrochen sei"),
        ("Die Fabrik in {} ist am Sonntag abgebrannt", "dass ein Feuer die Fabrik von {} am Sonntag zerstört habe"),
    ),
    "fra": (
        ("Le barrage de {} a cédé mardi", "que le barrage de {} s’est rompu mardi"),
        ("Le pont de {} s’est effondré lundi", "que le pont de {} s’est écroulé lundi"),
        ("L’usine de {} a brûlé dimanche", "que le feu a détruit l’usine de {} dimanche"),
    ),
    "spa": (
        ("La presa de {} se rompió el martes", "que la presa de {} cedió el martes"),
        ("El puente de {} se derrumbó el lunes", "que el puente de {} se vino abajo el lunes"),
        ("La fábrica de {} se quemó el domingo", "que el fuego destruyó la fábrica de {} el domingo"),
    ),
    "ind": (
        ("Bendungan di {} jebol pada hari Selasa", "bahwa bendungan {} runtuh pada hari Selasa"),
        ("Jembatan di {} ambruk pada hari Senin", "bahwa jembatan {} runtuh pada hari Senin"),
        ("Pabrik di {} terbakar habis pada hari Minggu", "bahwa api menghancurkan pabrik {} pada hari Minggu"),
    ),
    "rus": (
        ("Плотину в городе {} прорвало во вторник", "что плотина в городе {} рухнула во вторник"),
        ("Мост в городе {} обрушился в понедельник", "что мост в городе {} рухнул в понедельник"),
        ("Завод в городе {} сгорел в воскресенье", "что пожар уничтожил завод в городе {} в воскресенье"),
    ),
    "ukr": (
        ("Греблю в місті {} прорвало у вівторок", "що гребля в місті {} зруйнувалася у вівторок"),
        ("Міст у місті {} обвалився в понеділок", "що міст у місті {} впав у понеділок"),
        ("Завод у місті {} згорів у неділю", "що пожежа знищила завод у місті {} в неділю"),
    ),
    "arb": (
        ("انهار السد في {} يوم الثلاثاء", "إن سد {} انكسر يوم الثلاثاء"),
        ("انهار الجسر في {} يوم الاثنين", "إن جسر {} سقط يوم الاثنين"),
        ("احترق المصنع في {} يوم الأحد", "إن النار دمرت مصنع {} يوم الأحد"),
    ),
}
# of each kind of source: behind the sentence, and before what is said
_FRAMES = {
    "eng": {
        "named": ("{p}, inspector {who} said.", "Inspector {who} said {p}."),
        "anonymous": (
            "{p}, an official who asked not to be named said.",
            "A source in the ministry said {p}.",
        ),
        "medium": ("{p}, {who} reported.", "{who} reported {p}."),
    },
    "deu": {
        "named": ("{p}, sagte Inspektor {who}.", "Inspektor {who} sagte, {p}."),
        "anonymous": ("{p}, sagte ein Beamter, der anonym bleiben wollte.", "Eine Quelle im Ministerium sagte, {p}."),
        "medium": ("{p}, berichtete {who}.", "{who} berichtete, {p}."),
    },
    "fra": {
        "named": ("{p}, a déclaré l’inspecteur {who}.", "L’inspecteur {who} a déclaré {p}."),
        "anonymous": (
            "{p}, a déclaré un responsable sous couvert d’anonymat.",
            "Une source au ministère a déclaré {p}.",
        ),
        "medium": ("{p}, a rapporté {who}.", "{who} a rapporté {p}."),
    },
    "spa": {
        "named": ("{p}, dijo el inspector {who}.", "El inspector {who} dijo {p}."),
        "anonymous": (
            "{p}, dijo un funcionario que pidió no ser identificado.",
            "Una fuente del ministerio dijo {p}.",
        ),
        "medium": ("{p}, informó {who}.", "{who} informó {p}."),
    },
    "ind": {
        "named": ("{p}, kata inspektur {who}.", "Inspektur {who} mengatakan {p}."),
        "anonymous": (
            "{p}, kata seorang pejabat yang tidak mau disebutkan namanya.",
            "Seorang sumber di kementerian mengatakan {p}.",
        ),
        "medium": ("{p}, lapor {who}.", "{who} melaporkan {p}."),
    },
    "rus": {
        "named": ("{p}, сказал инспектор {who}.", "Инспектор {who} сообщил, {p}."),
        "anonymous": (
            "{p}, сказал чиновник, пожелавший остаться неназванным.",
            "Источник в министерстве сообщил, {p}.",
        ),
        "medium": ("{p}, сообщает {who}.", "{who} сообщает, {p}."),
    },
    "ukr": {
        "named": ("{p}, сказав інспектор {who}.", "Інспектор {who} повідомив, {p}."),
        "anonymous": (
            "{p}, сказав чиновник, який побажав залишитися неназваним.",
            "Джерело в міністерстві повідомило, {p}.",
        ),
        "medium": ("{p}, повідомляє {who}.", "{who} повідомляє, {p}."),
    },
    "arb": {
        "named": ("{p}، بحسب ما قال المفتش {who}.", "قال المفتش {who} {p}."),
        "anonymous": ("{p}، بحسب ما قال مسؤول طلب عدم الكشف عن هويته.", "قال مصدر في الوزارة {p}."),
        "medium": ("{p}، بحسب ما ذكرت {who}.", "قالت {who} {p}."),
    },
}


@dataclass(frozen=True, slots=True)
class Saying:
    """That somebody says what happened.

    Attributes:
        story: the event. form: which of the two ways. kind: of source. who: its number, among those of its kind.
    """

    story: int
    form: int
    kind: str
    who: int

    @property
    def key(self) -> str:
        """Its sentence key."""
        return f"{SAY}{self.story}:{self.form}:{self.kind}:{self.who}"


def parsed(key: str) -> Saying:
    """The saying of a sentence key."""
    story, form, kind, who = key.removeprefix(SAY).split(":")
    return Saying(int(story), int(form), kind, int(who))


def said(key: str, column: str) -> str:
    """The sentence of a saying's key in a language; two translations into one language differ as the two ways do."""
    saying = parsed(key)
    language, _, variant = column.partition("-")
    form = saying.form ^ bool(variant)
    script = _SCRIPTS.get(language, 0)
    what = _EVENTS[language][saying.story][form].format(_TOWNS[saying.story][script])
    medium = f"{PLACES[-1 - saying.who]} News"  # no report of a collection is of this outlet
    who = PEOPLE[saying.who][script] if saying.kind == "named" else medium
    return _FRAMES[language][saying.kind][form].format(p=what, who=who)
