"""What the doctor makes of the facts. Each finding says which outage takes both down."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from stillup.doctor.examine import judge
from stillup.doctor.facts import Facts, Host, Place
from stillup.doctor.finding import Finding, Grade
from stillup.model.settings import Company, Contact, FeedAlias, Hook, Settings

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PHONE = Contact({"": "Phone"}, {"": "+351 21 000 00 00"}, "tel:+351210000000")
MAIL = Contact({"": "Mail"}, {"": "help"}, "mailto:help@support.harbourmail.example")
SETTINGS = Settings(
    name={"": "Harbour Mail"},
    url="https://harbourmail-status.example",
    id_base="https://harbourmail-status.example",
    contact=(PHONE,),
    watch=("harbourmail.example", "api.harbourmail.example"),
)
ONE = Place(name="one", hosts=("s3.one.example",), published=NOW)
TWO = Place(name="two", hosts=("pages.two.example",), published=NOW)
HOSTS = {
    "harbourmail.example": Host("harbourmail.example", ("192.0.2.1",), (), ("ns.alpha.example",)),
    "harbourmail-status.example": Host(
        "harbourmail-status.example", ("203.0.113.1",), (), ("ns.beta.example",)
    ),
}
WELL = Facts(settings=SETTINGS, now=NOW, hosts=HOSTS, places=(ONE, TWO))


def settings_with(**changes: object) -> Facts:
    return msgspec.structs.replace(WELL, settings=msgspec.structs.replace(SETTINGS, **changes))


def status_host(**changes: object) -> Facts:
    host = msgspec.structs.replace(HOSTS["harbourmail-status.example"], **changes)
    return msgspec.structs.replace(WELL, hosts=HOSTS | {host.name: host})


def places(*found: Place) -> Facts:
    return msgspec.structs.replace(WELL, places=found)


def one(facts: Facts) -> Finding:
    (found,) = judge(facts)
    assert found.fact
    assert found.outage
    assert found.help
    return found


def test_a_site_apart_from_its_service_gets_no_finding() -> None:
    assert judge(WELL) == ()


def test_the_only_contact_on_the_service_is_a_risk() -> None:
    found = one(settings_with(contact=(MAIL,)))

    assert (found.code, found.grade) == ("contact-on-service", Grade.RISK)
    assert found.outage == (
        "when names, mail or servers of `harbourmail.example` are down, it does not reach you"
    )


def test_one_contact_on_the_service_beside_another_is_a_lack() -> None:
    assert one(settings_with(contact=(PHONE, MAIL))).grade is Grade.LACK


def test_no_contact_at_all_is_a_risk() -> None:
    assert one(settings_with(contact=())).code == "no-contact"


def test_the_site_below_the_domain_of_the_service_is_a_risk() -> None:
    codes = [each.code for each in judge(settings_with(url="https://status.harbourmail.example"))]

    assert set(codes) == {"same-domain"}


def test_two_customers_of_one_public_suffix_are_strangers() -> None:
    facts = settings_with(url="https://brook.github.io", watch=("harbour.github.io",))

    assert judge(facts) == ()


def test_a_target_below_the_domain_of_the_service_is_a_risk() -> None:
    place = msgspec.structs.replace(TWO, hosts=("git.harbourmail.example",))
    found = judge(places(ONE, place))

    assert {each.code for each in found} == {"same-domain"}
    assert "a target, `git.harbourmail.example`" in found[0].fact


def test_the_same_name_servers_are_a_risk() -> None:
    found = one(status_host(name_servers=("ns7.alpha.example",)))

    assert (found.code, found.grade) == ("same-name-servers", Grade.RISK)
    assert found.outage == "when the name servers of `alpha.example` are down, neither is found"


@pytest.mark.parametrize(
    ("changes", "shared"),
    [
        ({"addresses": ("192.0.2.1",)}, "share the address 192.0.2.1"),
        ({"addresses": ("192.0.2.200",)}, "share the network 192.0.2.0/24"),
    ],
)
def test_the_same_machine_or_network_is_a_risk(changes: dict[str, object], shared: str) -> None:
    found = one(status_host(**changes))

    assert (found.code, found.grade) == ("same-place", Grade.RISK)
    assert shared in found.fact


def test_the_same_provider_behind_two_names_is_a_risk() -> None:
    behind = {
        "harbourmail.example": msgspec.structs.replace(
            HOSTS["harbourmail.example"], aliases=("a.edge.example",)
        )
    }
    facts = status_host(aliases=("b.edge.example",))
    found = one(msgspec.structs.replace(facts, hosts=dict(facts.hosts) | behind))

    assert "share the provider behind `edge.example`" in found.fact


def test_addresses_of_two_kinds_are_not_near() -> None:
    assert judge(status_host(addresses=("2001:db8::1",))) == ()


def test_hosts_nobody_named_are_asked_for_and_the_company_taken() -> None:
    company = Company({"": "Harbour Mail"}, "https://www.harbourmail.example")
    found = one(settings_with(watch=(), company=company))

    assert found.code == "nothing-to-watch"
    assert "`www.harbourmail.example` is taken for the service" in found.fact


def test_a_host_that_is_not_found_is_a_note() -> None:
    assert one(status_host(failed="there is no such name")).grade is Grade.NOTE


def test_one_target_is_too_few_and_none_is_a_risk() -> None:
    assert [(f.code, f.grade) for f in judge(places(ONE))] == [("one-target", Grade.LACK)]
    assert one(places()).grade is Grade.RISK


def test_all_targets_with_one_provider_fall_together() -> None:
    beside = msgspec.structs.replace(TWO, hosts=("s4.one.example",))

    assert one(places(ONE, beside)).outage == "when `one.example` is down, all of them are"


def test_what_the_machine_lacks_is_said() -> None:
    place = msgspec.structs.replace(ONE, lacking="`AWS_ACCESS_KEY_ID` is not set")

    assert "`AWS_ACCESS_KEY_ID` is not set" in one(places(place, TWO)).fact


def test_a_target_in_trouble_is_a_risk() -> None:
    place = msgspec.structs.replace(ONE, trouble="there is no bucket `status`")

    assert one(places(place, TWO)).code == "target-in-trouble"


def test_a_day_without_publishing_is_a_risk() -> None:
    late = msgspec.structs.replace(ONE, published=NOW - timedelta(hours=27))
    fresh = msgspec.structs.replace(ONE, published=NOW - timedelta(hours=25))

    assert one(places(late, TWO)).code == "published-long-ago"
    assert judge(places(fresh, TWO)) == ()


def test_a_target_never_published_to_is_a_lack_unless_nobody_looked() -> None:
    never = msgspec.structs.replace(ONE, published=None)

    assert one(places(never, TWO)).code == "never-published"
    assert judge(places(msgspec.structs.replace(never, looked=False), TWO)) == ()


def test_an_old_feed_address_no_longer_named_is_a_risk() -> None:
    place = msgspec.structs.replace(ONE, aliases=frozenset({"index.xml"}))
    facts = places(place, TWO)

    assert one(facts).code == "feed-alias-lost"
    named = msgspec.structs.replace(SETTINGS, feed_aliases=(FeedAlias("index.xml", "feed.rss"),))
    assert judge(msgspec.structs.replace(facts, settings=named)) == ()


def test_a_hook_without_its_variable_is_a_lack() -> None:
    facts = settings_with(hooks=(Hook("chat", webhook="CHAT"), Hook("log", command="tell")))

    assert one(msgspec.structs.replace(facts, unset=frozenset({"CHAT"}))).code == "variable-missing"


def test_the_worst_comes_first() -> None:
    facts = msgspec.structs.replace(settings_with(contact=()), places=(ONE,))

    assert [each.grade for each in judge(facts)] == [Grade.RISK, Grade.LACK]
