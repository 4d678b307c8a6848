"""The reports of the journeys: one claim in four scripts, its denial, two doublets, damaged words, and twenty attacks.

All of it was written for these tests; no outlet, person or event in it is real.
"""

from __future__ import annotations

WIRE = """Diplomats: workshop in Talgar assembles attack drones

Mira Solent
Harbour Post, 12 March 2024

Three diplomats said on Tuesday that a workshop in Talgar had assembled 214 attack drones for Russia since January 2024.

“We counted 214 airframes in nine weeks,” one of the diplomats told Harbour Post on condition of anonymity.

The ministry of trade of Kazakhstan denied that a workshop in Talgar had assembled attack drones for Russia.

A customs officer, Daniyar Sarsen, said that 37 crates with engines had passed the border at Khorgos on 3 March 2024.

The European Union has asked Kazakhstan for an answer by 30 March 2024, the diplomats said.
"""
REPRINT = """Workshop in Talgar assembles attack drones, diplomats say

Coast Daily, 13 March 2024

Three diplomats said on Tuesday that a workshop in Talgar had assembled 214 attack drones for Russia since January 2024.

“We counted 214 airframes in nine weeks,” one of the diplomats told Harbour Post on condition of anonymity.

The ministry of trade of Kazakhstan denied that a workshop in Talgar had assembled attack drones for Russia.

A customs officer, Daniyar Sarsen, said that 37 crates with engines had passed the border at Khorgos on 3 March 2024.
"""
ARABIC = """دبلوماسيون: ورشة في تالغار تجمع طائرات مسيرة هجومية

صحيفة الميناء، 13 مارس 2024

قال ثلاثة دبلوماسيين يوم الثلاثاء إن ورشة في تالغار جمعت 214 طائرة مسيرة هجومية لروسيا منذ يناير 2024.

"أحصينا 214 هيكلا في تسعة أسابيع"، قال أحد الدبلوماسيين لصحيفة هاربر بوست (Harbour Post) شريطة عدم الكشف عن هويته.

ونفت وزارة التجارة في كازاخستان أن تكون ورشة في تالغار قد جمعت طائرات مسيرة هجومية لروسيا.

وقال ضابط الجمارك دانيار سارسن (Daniyar Sarsen) إن 37 صندوقا من المحركات عبرت الحدود في خورغوس في 3 مارس 2024.

وقال الدبلوماسيون إن الاتحاد الأوروبي طلب من كازاخستان ردا بحلول 30 مارس 2024.
"""
CHINESE = """外交官：塔尔加尔一家作坊组装攻击无人机

港口邮报，2024年3月13日

三名外交官周二表示，塔尔加尔的一家作坊自2024年1月以来已为俄罗斯组装了214架攻击无人机。

其中一名外交官匿名告诉《港口邮报》（Harbour Post）：“我们在九周内数到214个机体。”

哈萨克斯坦贸易部否认塔尔加尔的作坊为俄罗斯组装攻击无人机。

海关官员达尼亚尔·萨尔森（Daniyar Sarsen）说，37箱发动机于2024年3月3日在霍尔果斯通过边境。

外交官说，欧盟已要求哈萨克斯坦在2024年3月30日前作出答复。
"""
DAMAGED = """Мастерская в Талгаре

Степной вестник, 14 марта 2024 года

Представительминистерства Аскар Жумабаев заявил,что мастерская в Талгаре выпускает только опрыскиватели для полей.

По словам Жумабаева, мастерскую проверили 5 марта 2024 года.
"""
TAKE_ONE = """River guard

Valley Sheet, 15 March 2024

The mayor of Talgar, Aigul Ospan, said that the workshop came to Kazakhstanfrom Russia and stands in the old cannery.
"""
TAKE_TWO = """Cannery

Hill Courier, 16 March 2024

Aigul Ospan told Hill Courier that soldiers now guard the old fish factory.
"""
TOWNS = (
    ("Izium", "market", 3),
    ("Kupiansk", "school", 2),
    ("Nikopol", "clinic", 4),
    ("Orikhiv", "bakery", 1),
    ("Huliaipole", "house", 5),
    ("Vuhledar", "shop", 2),
    ("Toretsk", "mine", 6),
    ("Siversk", "depot", 3),
    ("Lyman", "station", 7),
    ("Chuhuiv", "hostel", 2),
    ("Vovchansk", "library", 1),
    ("Sumy", "warehouse", 4),
    ("Konotop", "garage", 2),
    ("Pokrovsk", "hotel", 8),
    ("Kostiantynivka", "market", 9),
    ("Druzhkivka", "stadium", 1),
    ("Ochakiv", "port", 3),
    ("Beryslav", "clinic", 2),
    ("Marhanets", "school", 5),
    ("Zolochiv", "farm", 1),
)
ATTACKS = "Attacks of the spring\n\nHarbour Post, 30 May 2024\n\n" + "\n\n".join(
    f"A {('drone', 'missile', 'shell')[n % 3]} struck a {place} in {town}, Ukraine, on {1 + n} April 2024 "
    f"and killed {dead} civilian{'s' if dead > 1 else ''}, the police said."
    for n, (town, place, dead) in enumerate(TOWNS)
)
FILES: tuple[tuple[str, str], ...] = (
    ("harbour-post.txt", WIRE),
    ("coast-daily.txt", REPRINT),
    ("al-mina.txt", ARABIC),
    ("gangkou.txt", CHINESE),
    ("stepnoi-vestnik.txt", DAMAGED),
    ("valley-sheet.txt", TAKE_ONE),
    ("hill-courier.txt", TAKE_TWO),
    ("attacks.txt", ATTACKS),
)
