"""What the gazetteer finds in running text, over nine languages."""

from itertools import pairwise

import pytest

from samarkand.gazetteer.find import load

CASES = [
    # English
    ("Switzerland and China signed a programme.", "en", "CH CN"),
    ("The Swiss and French ministers met in Nairobi.", "en", "CH FR KE"),
    ("A Peruvian choir toured Ghana and Fiji.", "en", "PE GH FJ"),
    ("China's museums lent works to the U.K.", "en", "CN GB"),
    ("The polish on the table shone.", "en", ""),
    ("A Polish film opened the week.", "en", "PL"),
    ("They ate turkey and drank from china.", "en", ""),
    ("Turkey and Türkiye are one country.", "en", "TR TR"),
    ("Michael Jordan scored; Chad Smith watched.", "en", ""),
    ("An exhibition travelled to Jordan and Chad.", "en", "JO TD"),
    ("Students from Niger and Nigeria", "en", "NE NG"),
    ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea", "en", "GN GW GQ PG"),
    ("Dominica and the Dominican Republic", "en", "DM DO"),
    ("North Korea and South Korea", "en", "KP KR"),
    ("A Korean troupe", "en", "KR"),
    ("the Democratic Republic of the Congo and the Republic of the Congo", "en", "CD CG"),
    ("Georgia Tech hosts a festival.", "en", "US"),
    ("Georgia and Armenia reopened the route.", "en", "GE AM"),
    ("Northern Ireland and Ireland", "en", "GB IE"),
    ("a workshop on the Indian Ocean", "en", ""),
    ("across Latin America and South America", "en", ""),
    ("The Indo-Pacific region", "en", ""),
    ("a Sino-Brazilian album", "en", "CN BR"),
    ("He likes reading in a nice bath.", "en", ""),
    ("Reading, Bath and Nice are words here.", "en", ""),
    ("Victoria and Nancy sang.", "en", ""),
    ("classes taught in French", "en", ""),
    ("Vienna Philharmonic in Bogotá", "en", "AT CO"),
    ("The British Museum lends to Lagos.", "en", "GB NG"),
    ("UNESCO, ASEAN and the African Union", "en", "UNESCO ASEAN AFRICAN-UNION"),
    ("the European Commission and the United Nations", "en", "EU UN"),
    ("THE GOVERNMENT OF SWITZERLAND", "en", "CH"),
    ("Wellington Smith played.", "en", ""),
    ("The orchestra flew to Wellington.", "en", "NZ"),
    ("Paris, Texas, is a town.", "en", "US US"),
    ("Paris, France, and Rome, Italy", "en", "FR FR IT IT"),
    ("A choir from Springfield, Ill., sang.", "en", "US US"),
    ("Tbilisi, Georgia, and Athens, Georgia", "en", "GE GE US US"),
    ("Hamilton, New Zealand, met London, Ontario.", "en", "NZ NZ CA CA"),
    ("After talks in Tokyo, California lawmakers left.", "en", "JP US"),
    ("Mexico, Texas and Kenya", "en", "MX US KE"),
    ("He fell ill. Pa. is no state here, and wash. is a verb.", "en", ""),
    ("BEIJING lent scrolls.", "en", "CN"),
    ("Montreal, Alberta and Karnataka", "en", "CA CA IN"),
    ("the Soviet Union, Yugoslavia and East Germany", "en", ""),
    ("The United Nations Educational, Scientific and Cultural Organization met.", "en", "UNESCO"),
    ("The Academy of Motion Picture Arts and Sciences chose a film from Chile.", "en", "US CL"),
    ("Sulaimani Polytechnic University", "en", "IQ"),
    # Chinese
    ("有西班牙文、葡萄牙文、越南文和老挝文版", "zh", ""),
    ("印度尼西亚语和韩国语课程", "zh", ""),
    ("西班牙文化、英国语言学、意大利文学、泰国文物", "zh", "ES GB IT TH"),
    ("泰国文莱两国", "zh", "TH BN"),
    ("苏联和南斯拉夫", "zh", ""),
    ("联合国教育、科学及文化组织", "zh", "UNESCO"),
    ("中国和瑞士签署协议", "zh", "CN CH"),
    ("中法文化之春在巴黎开幕", "zh", "CN FR FR"),
    ("推动中法合作", "zh", "CN FR"),
    ("中瑞两国建交，瑞典首相来访", "zh", "CN SE SE"),
    ("中瑞两国建交，瑞士联邦主席来访", "zh", "CN CH CH"),
    ("中瑞关系", "zh", "CN"),
    ("中日韩人文交流", "zh", "CN JP KR"),
    ("日美关系", "zh", "JP US"),
    ("中非合作论坛", "zh", "CN"),
    ("中非共和国总统", "zh", "CF"),
    ("中东地区的局势", "zh", ""),
    ("广大发展中国家", "zh", ""),
    ("中亚五国", "zh", ""),
    ("印度洋沿岸", "zh", ""),
    ("立法方面取得进展", "zh", ""),
    ("道德方面", "zh", ""),
    ("法方表示欢迎", "zh", "FR"),
    ("法国與歐盟簽署", "zh", "FR EU"),
    ("法國、韓國與台灣", "zh", "FR KR TW"),
    ("合作中心启动，和平友好，奋斗", "zh", ""),
    ("苏黎世和日内瓦", "zh", "CH CH"),
    ("上海合作组织", "zh", "SCO"),
    ("巴布亚新几内亚和几内亚", "zh", "PG GN"),
    ("孔子学院与歌德学院", "zh", "CN DE"),
    ("与UNESCO合作", "zh", "UNESCO"),
    ("河北省与湖南省", "zh", "CN CN"),
    ("从中沙、中老等联合考古", "zh", "CN SA CN LA"),
    ("驻伊朗大使和常驻日内瓦代表", "zh", "IR CH"),
    ("在发展中保障和改善民生", "zh", ""),
    ("今日方知，书法方面", "zh", ""),
    # French
    ("La Suisse et la Chine", "fr", "CH CN"),
    ("un musée suisse, des peintres sénégalaises", "fr", "CH SN"),
    ("l'Italie et l'Équateur", "fr", "IT EC"),
    ("une coproduction franco-marocaine", "fr", "FR MA"),
    ("Maurice a chanté.", "fr", ""),
    ("à Nice", "fr", "FR"),
    ("l'océan Indien", "fr", ""),
    ("la Commission européenne et l'Organisation internationale de la Francophonie", "fr", "EU IOF"),
    ("un livre écrit en allemand", "fr", ""),
    ("l'Organisation des Nations unies pour l’éducation, la science et la culture", "fr", "UNESCO"),
    ("un roman traduit du portugais", "fr", ""),
    ("le Conseil de l’UE", "fr", "EU"),
    # German
    ("der Rat der EU", "de", "EU"),
    ("ins Portugiesische übersetzt", "de", ""),
    ("Chinas Museen und die Schweiz", "de", "CN CH"),
    ("der französische Botschafter in Peking", "de", "FR CN"),
    ("Schweiz-China", "de", "CH CN"),
    ("japanischen und vietnamesische Künstlerinnen", "de", "JP VN"),
    ("die Zürcher Oper und Pariser Häuser", "de", "CH FR"),
    ("eine Brasilianerin und zwei Ägypter", "de", "BR EG"),
    ("Das Essen war gut.", "de", ""),
    ("der Europarat", "de", "COE"),
    ("auf Französisch", "de", ""),
    # Italian
    ("La Svizzera e i musicisti cinesi", "it", "CH CN"),
    ("una mostra egiziana a Torino", "it", "EG IT"),
    ("Monaco di Baviera", "it", "DE"),
    ("Principato di Monaco", "it", "MC"),
    ("gli studenti turchi e greche", "it", "TR GR"),
    ("documenta i fatti", "it", ""),
    # Spanish
    ("Suiza y los artistas chinos", "es", "CH CN"),
    ("una orquesta alemana en Granada", "es", "DE ES"),
    ("los iraníes y las españolas", "es", "IR ES"),
    ("Mauricio habló.", "es", ""),
    ("EE.UU. y Corea del Sur", "es", "US KR"),
    # Russian
    ("Визит в Швейцарию, переговоры с Китаем", "ru", "CH CN"),
    ("китайско-французский фестиваль", "ru", "CN FR"),
    ("в Москве и Токио", "ru", "RU JP"),
    ("японцам и шведам", "ru", "JP SE"),
    ("в Новой Зеландии и Саудовской Аравии", "ru", "NZ SA"),
    ("Того не было.", "ru", ""),
    ("Владимир Петров", "ru", ""),
    ("посол ЕС и представители ЮНЕСКО", "ru", "EU UNESCO"),
    ("Большого театра и Лувр", "ru", "RU FR"),
    ("учит русский язык", "ru", ""),
    ("Советского Союза", "ru", ""),
    ("Организации Объединённых Наций по вопросам образования, науки и культуры", "ru", "UNESCO"),
    # Arabic
    ("منظمة الأمم المتحدة للتربية والعلم والثقافة", "ar", "UNESCO"),
    ("كتاب باللغة الإسبانية ودورة وباللغة البرتغالية", "ar", ""),
    ("مكتوب بالإسبانية", "ar", ""),
    ("مكتب التربية العربي لدول الخليج", "ar", "ABEGS"),
    ("وبفرنسا", "ar", "FR"),
    ("السفير السويسري", "ar", "CH"),
    ("للصين وللهند", "ar", "CN IN"),
    ("المتحف المصري", "ar", "EG"),
    ("فرنسية وصينيون", "ar", "FR CN"),
    ("المستشار المالي", "ar", ""),
    ("الهندسة المدنية", "ar", ""),
    ("سلطنة عمان", "ar", "OM"),
    ("الامم المتحدة والاتحاد الأوروبي", "ar", "UN EU"),
    ("أمريكا اللاتينية", "ar", ""),
    ("كوريا الشمالية وكوريا الجنوبية", "ar", "KP KR"),
    # Swedish
    ("Kinas och Tysklands museer", "sv", "CN DE"),
    ("svenska och finskt", "sv", "SE FI"),
    ("Schweiz ambassadör i Köpenhamn", "sv", "CH DK"),
    ("kineserna och fransmännen", "sv", "CN FR"),
    ("på engelska", "sv", ""),
    ("Nordiska rådets pris", "sv", "NORDIC"),
    ("EU enades: medlemsstaterna i ministerrådet", "sv", "EU EU EU"),
    ("Medlemsstaterna enades i ministerrådet.", "sv", ""),
    ("Nordiska ministerrådet", "sv", "NORDIC"),
    ("EU-ministrarna och europeiska rådet", "sv", "EU EU"),
    # Language not known
    ("Switzerland, 中国, Россия", None, "CH CN RU"),
    ("Schweiz", "xx", ""),
]


@pytest.mark.parametrize(("text", "lang", "codes"), CASES)
def test_codes(text: str, lang: str | None, codes: str) -> None:
    assert [hit.code for hit in load().find(text, lang)] == codes.split()


def test_offsets_are_code_points_of_the_original() -> None:
    text = "𝄞 Ünïcode: 中国 und Österreich"
    for hit in load().find(text, "de"):
        assert text[hit.start : hit.end] == hit.form
    assert [hit.form for hit in load().find(text, "de")] == ["Österreich"]
    assert [hit.form for hit in load().find(text, "zh")][:1] == ["中国"]


@pytest.mark.parametrize(
    ("text", "lang", "place", "code"),
    [
        ("Die Genfer Oper", "de", "Geneva", "CH"),
        ("в Санкт-Петербурге", "ru", "Saint Petersburg", "RU"),
        ("卢浮宫", "zh", "Louvre", "FR"),
        ("بالقاهرة", "ar", "Cairo", "EG"),
    ],
)
def test_places_have_an_english_name(text: str, lang: str, place: str, code: str) -> None:
    assert [(hit.place, hit.code) for hit in load().find(text, lang)] == [(place, code)]


def test_shared_names_follow_the_rest_of_the_text() -> None:
    found = load().find
    assert found("Cambridge", "en")[0].code == "GB"
    boston = "Boston, Chicago and Seattle, the United States, US, American: Cambridge"
    assert found(boston, "en")[-1].code == "US"
    assert found("Jerusalem", "en") == []
    assert found("Palestine: Jerusalem", "en")[-1].code == "PS"
    assert found("Israel: Jerusalem", "en")[-1].code == "IL"


def test_hits_are_ordered_and_do_not_overlap() -> None:
    text = "Papua New Guinea, New York City, 中法两国 and the European Union's South Korean guests"
    assert all(a.end <= b.start for a, b in pairwise(load().find(text, None)))


def test_what_is_said_beside_a_name_holds_for_the_rest_of_the_text() -> None:
    found = load().find
    assert [hit.code for hit in found("Paris, Texas, has a tower. Paris is small.", "en")] == ["US", "US", "US"]
    both = "From Paris, Texas, to Paris, France. Paris is large."
    assert [hit.code for hit in found(both, "en")] == ["US", "US", "FR", "FR", "FR"]
