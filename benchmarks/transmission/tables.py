"""Own words of the simulator: how children cite, page furniture, outlets, and words that rewriters exchange."""

from __future__ import annotations

# NTREX column -> a sentence that names the outlet of the parent
CITING = {
    "arb": "وذلك بحسب ما ذكرت {}.",
    "ces": "Informoval o tom {}.",
    "deu": "Das berichtet {}.",
    "eng": "The news was first reported by {}.",
    "spa": "Así lo informó {}.",
    "fas": "این خبر به نقل از {} منتشر شده است.",
    "fra": "C’est ce que rapporte {}.",
    "heb": "כך דיווח {}.",
    "hin": "यह खबर {} ने दी है।",
    "ind": "Demikian dilaporkan {}.",
    "ita": "Lo riporta {}.",
    "jpn": "{}が報じた。",
    "kor": "{}에 따르면 이같이 전해졌다.",
    "msa": "Demikian menurut laporan {}.",
    "nld": "Dat meldt {}.",
    "pol": "Poinformował o tym {}.",
    "por": "A informação foi publicada por {}.",
    "ron": "Informația a fost publicată de {}.",
    "rus": "Об этом сообщает {}.",
    "swe": "Det rapporterar {}.",
    "tur": "Haberi {} duyurdu.",
    "ukr": "Про це повідомляє {}.",
    "vie": "Theo {} đưa tin.",
    "zho": "据{}报道。",
}
FURNITURE = (
    "Home   World   Business   Sport   Culture   Opinion",
    "We and our partners store small files on your device to count visits. Choose Accept or Settings.",
    "Sign up to our morning letter and never miss what matters.",
    "Follow us on the usual channels and share this page with a friend.",
    "Most viewed today",
    "The views shown on this page need not be those of the editors. Reuse only with written leave.",
    "Weather: sunny spells, wind from the west, 17 degrees.",
)
PLACES = (
    *("Brenna", "Dorvik", "Falmer", "Gorstad", "Halden", "Istrava", "Jelnik", "Korrin", "Lumsk", "Marvo", "Nerold"),
    *("Ostrik", "Pellan", "Quorra", "Rosdal", "Selvin", "Tarnow", "Ulvik", "Vesna", "Wolmar", "Yarrow", "Zelna"),
)
PAPERS = (
    *("Courier", "Gazette", "Herald", "Tribune", "Observer", "Post", "Standard", "Mirror", "Chronicle", "Dispatch"),
    *("Monitor", "Echo"),
)
FIRST = ("Anna", "Boris", "Clara", "David", "Elena", "Farid", "Greta", "Hugo", "Irina", "Jonas", "Karim", "Lena")
LAST = ("Adler", "Bakker", "Costa", "Dahl", "Ekman", "Farkas", "Grieg", "Haddad", "Ivanek", "Jansen", "Kovar", "Lindt")
# English words that a rewriter exchanges, either way
SUBSTITUTES = """
said stated; people persons; after following; before prior to; about roughly; more than over; also too; because since;
began started; big large; buy purchase; children youngsters; city town; company firm; country nation; day date;
died perished; during throughout; every each; father dad; found discovered; gave handed; get obtain; good fine;
government authorities; group band; happened occurred; help aid; hit struck; home house; however yet; important key;
injured hurt; job post; killed slain; last previous; leader head; made produced; many numerous; may might; money funds;
month four weeks; need require; new fresh; next following; officials authorities; old former; only just; part portion;
plan scheme; police officers; problem issue; put placed; said added; saw noticed; say state; several some; show display;
small little; soon shortly; spokesman representative; still even now; told informed; took seized; used employed;
very highly; wants wishes; war conflict; way manner; week seven days; went travelled; while whereas; win victory;
woman lady; work labour; world globe; year twelve months; young youthful; according as stated; against versus;
announced declared; asked questioned; attack assault; believe think; call phone; called named; case matter;
come arrive; could was able to; decision ruling; early initial; end finish; fans supporters; fight battle; game match;
know understand; late belated; life existence; likely probable; long lengthy; look glance; major principal; man fellow;
meeting session; news word; number amount; off away; officer agent; open public; place spot; player athlete; point mark;
political partisan; president head of state; reported noted; right correct; second other; seen spotted; set fixed;
should ought to; state province; support backing; team side; think reckon; trade commerce; tried attempted; want wish
"""
EXCHANGED = {
    key: value
    for pair in SUBSTITUTES.replace("\n", " ").split(";")
    for one, _, two in [pair.strip().partition(" ")]
    for key, value in ((one, two), (two, one))
    if " " not in key
}
