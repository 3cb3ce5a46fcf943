"""A deed has the date that governs it, not one that dates another thing or another statement."""

import pytest

import detente


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Over the past three years Chile has supplied four ships to Peru.", "2012/2015"),
        ("Peru and Chile signed a package of accords; trade fell to 56 million dollars last year.", "2015-03-10"),
        ("Peru thanked Chile for its help after the 2010 earthquake.", "2015-03-10"),
        ("Peru and Chile signed a treaty in 2010.", "2010"),
        ("On Monday Peru and Chile signed a treaty.", "2015-03-09"),
        ("Snow fell nine years after Chile's last visit to Peru.", "../2015-03-10"),
        ("Prices rose in reaction to Chile's seizure of Peruvian ships.", "../2015-03-10"),
        ("Prices rose following Chile's military attack on Peru.", "../2015-03-10"),
        ("Ana Rojas of Peru, who hosted the Chilean president in her first term, was calm.", "../2015-03-10"),
        ("Peru, which once accused Chile of fishing in its waters, was calm.", "../2015-03-10"),
        ("Peru condemned Chile's attack on its port at once.", "2015-03-10"),
        ("In 1998 both had quarrelled over Bolivia, where Peru accused Chile of meddling.", "1998"),
        ("Peru and Chile signed a treaty at Monday's summit in Lima.", "2015-03-09"),
        ("Peru recalled its envoy from Chile for the first time since the Second World War.", "2015-03-10"),
        ("Peru protested to Chile, the third such protest since 2010.", "2015-03-10"),
        ("Peru gave Chile more aid than in 2010.", "2015-03-10"),
        ("Peru has given Chile aid since 2010.", "2010/.."),
        ("Peru gave Chile aid until 2010.", "../2010"),
        ("Peru suspended aid to Chile until November.", "2015-03-10"),
        ("Peru asked Chile for news of a pilot who has been missing since 2 March.", "2015-03-10"),
        ("Peru praised Chile for saving ships hit by a storm in 2013.", "2015-03-10"),
        ("Peru has again warned Chile before it plays host to Bolivia in May.", "2015-03-10"),
    ],
)
def test_a_deed_has_the_date_that_governs_it(text: str, date: str) -> None:
    assert {event.date for event in detente.read(text, date="2015-03-10").events} == {date}


@pytest.mark.parametrize(
    ("text", "coded"),
    [
        ("Peru cancelled a visit to Chile that was due to start on 2 April.", ("REJECT", "occurred", "2015-03-10")),
        ("Peru is to meet Chile on Friday in the first talks in Lima.", ("AGREE", "planned", "2015-03-13")),
        ("Peru's Humala to visit Chile on Friday.", ("AGREE", "planned", "2015-03-13")),
        ("Peru's president to visit Chile on Friday.", ("AGREE", "planned", "2015-03-13")),
        ("Humala of Peru, who meets the president of Chile on Friday, was upbeat.", ("AGREE", "planned", "2015-03-13")),
        ("Peru and Chile have signed a deal on gas supplies for 2016.", ("SUPPORT", "occurred", "2015-03-10")),
    ],
)
def test_nothing_is_done_after_it_is_told(text: str, coded: tuple[str, str, str]) -> None:
    found = {(event.type, event.status, event.date) for event in detente.read(text, date="2015-03-10").events}
    assert found == {coded}
