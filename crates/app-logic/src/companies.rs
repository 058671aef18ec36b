//! "Todas mis empresas": what waits in each, and in which order they stand.

use api::view::companies::{CompanyCard, CompanyFigures, LinkCard, MyCompanies};

use crate::address::{Address, STATE};
use crate::history::filters::{OLDEST_FIRST, ORDER, UNCORRECTED_ADDRESS};
use crate::history::states::UNSENT;
use crate::messages::{companies as text, home, shell};

/// Días hábiles left from which what is not sent is urgent.
const SOON: i64 = 2;

/// Something that waits, and where it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What.
    pub text: String,
    /// Where, once the company is entered.
    pub href: String,
    /// Whether it cannot wait.
    pub urgent: bool,
}

/// Where a card leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// The company of this session.
    Here,
    /// Another company of the person's, by its id.
    Company(String),
    /// A link that she claimed, by its id.
    Link(String),
    /// A link that opens no more, by its id.
    Dead(String),
}

/// A company or a link, as the page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The company's name.
    pub title: String,
    /// What the person is there.
    pub about: String,
    /// Where it leads.
    pub way: Way,
    /// What waits there.
    pub lines: Vec<Line>,
    /// How urgent it is; less comes first.
    rank: u8,
}

/// Returns the companies and the links, the most urgent first; what is equally urgent, by its name. Links
/// that open no more are at the end.
#[must_use]
pub fn cards(mine: &MyCompanies) -> Vec<Card> {
    let companies = mine.companies.iter().map(company);
    let mut cards: Vec<Card> = companies.chain(mine.links.iter().map(link)).collect();
    cards.sort_by(|one, other| (one.rank, &one.title).cmp(&(other.rank, &other.title)));
    cards
}

fn company(card: &CompanyCard) -> Card {
    let role = shell::role(card.role);
    Card {
        title: card.name.clone(),
        about: match &card.rfc {
            Some(rfc) => format!("{rfc} · {role}"),
            None => role.to_owned(),
        },
        way: if card.is_this {
            Way::Here
        } else {
            Way::Company(card.id.clone())
        },
        lines: lines(&card.figures),
        rank: rank(&card.figures),
    }
}

fn link(card: &LinkCard) -> Card {
    match &card.opens {
        None => Card {
            title: text::LINK_DEAD.to_owned(),
            about: text::LINK.to_owned(),
            way: Way::Dead(card.id.clone()),
            lines: Vec::new(),
            rank: u8::MAX,
        },
        Some(open) => Card {
            title: open.company.clone(),
            about: format!(
                "{}: {} · {}",
                text::LINK,
                open.label,
                text::until(open.until)
            ),
            way: Way::Link(card.id.clone()),
            lines: lines(&open.figures),
            rank: rank(&open.figures),
        },
    }
}

/// How many movements are late, are due soon, and are due later.
fn due(figures: &CompanyFigures) -> [u64; 3] {
    figures.due.iter().fold([0; 3], |mut sums, group| {
        let place = match group.dias_habiles {
            left if left < 0 => 0,
            left if left <= SOON => 1,
            _ => 2,
        };
        sums[place] += group.count;
        sums
    })
}

fn rank(figures: &CompanyFigures) -> u8 {
    let [late, soon, later] = due(figures);
    if late > 0 || figures.to_decide > 0 {
        0
    } else if soon > 0 {
        1
    } else if figures.refused > 0 {
        2
    } else if figures.expiring > 0 || figures.unsigned > 0 {
        3
    } else if figures.to_sign > 0 || figures.to_confirm > 0 || later > 0 {
        4
    } else {
        5
    }
}

fn lines(figures: &CompanyFigures) -> Vec<Line> {
    let unsent = || Address::FIRST_HISTORY.with_query(&[(STATE, UNSENT), (ORDER, OLDEST_FIRST)]);
    let [late, soon, later] = due(figures);
    let line = |text, href, urgent| Line { text, href, urgent };
    let lotes = || Address::Lotes.href();
    let certificates = || Address::Certificates.href();
    let all = [
        (late > 0).then(|| line(home::late_unsent(late), unsent(), true)),
        (figures.to_decide > 0).then(|| line(text::to_decide(figures.to_decide), lotes(), true)),
        (soon > 0).then(|| line(text::soon(soon), unsent(), true)),
        (figures.refused > 0).then(|| {
            let href = UNCORRECTED_ADDRESS.to_owned();
            line(home::uncorrected(figures.refused), href, false)
        }),
        (figures.unsigned > 0)
            .then(|| line(text::unsigned(figures.unsigned), certificates(), false)),
        (figures.expiring > 0).then(|| {
            let words = text::expiring(figures.expiring, figures.first_end);
            line(words, certificates(), false)
        }),
        (figures.to_sign > 0).then(|| line(home::to_sign(figures.to_sign), lotes(), false)),
        (figures.to_confirm > 0)
            .then(|| line(home::to_confirm(figures.to_confirm), lotes(), false)),
        (later > 0).then(|| line(home::due_unsent(later), unsent(), false)),
        (figures.on_their_way > 0)
            .then(|| line(text::on_their_way(figures.on_their_way), lotes(), false)),
    ];
    all.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use api::view::companies::{CompanyCard, CompanyFigures, LinkCard, MyCompanies, OpenLinkCard};
    use api::view::movements::DueView;
    use jiff::civil::date;
    use model::Role;

    use super::{Way, cards};

    fn company(name: &str, figures: CompanyFigures) -> CompanyCard {
        CompanyCard {
            id: name.to_owned(),
            name: name.to_owned(),
            rfc: None,
            role: Role::Firmante,
            is_this: name == "esta",
            figures,
        }
    }

    fn due(left: i64, count: u64) -> CompanyFigures {
        CompanyFigures {
            due: vec![DueView {
                vence: date(2026, 1, 15),
                dias_habiles: left,
                from: date(2026, 1, 8),
                to: date(2026, 1, 8),
                count,
            }],
            ..CompanyFigures::default()
        }
    }

    #[test]
    fn the_most_urgent_company_comes_first() {
        let refused = CompanyFigures {
            refused: 2,
            ..CompanyFigures::default()
        };
        let expiring = CompanyFigures {
            expiring: 1,
            first_end: Some(12),
            ..CompanyFigures::default()
        };
        let mine = MyCompanies {
            companies: vec![
                company("esta", CompanyFigures::default()),
                company("certificados", expiring),
                company("rechazos", refused),
                company("pronto", due(2, 1)),
                company("vencida", due(-1, 3)),
            ],
            links: vec![
                LinkCard {
                    id: "muerta".to_owned(),
                    opens: None,
                },
                LinkCard {
                    id: "viva".to_owned(),
                    opens: Some(OpenLinkCard {
                        company: "cliente".to_owned(),
                        label: "Despacho".to_owned(),
                        until: jiff::Timestamp::UNIX_EPOCH,
                        figures: CompanyFigures::default(),
                    }),
                },
            ],
        };
        let cards = cards(&mine);
        let titles: Vec<_> = cards.iter().map(|card| card.title.as_str()).collect();
        assert_eq!(
            titles[..6],
            [
                "vencida",
                "pronto",
                "rechazos",
                "certificados",
                "cliente",
                "esta"
            ]
        );
        assert_eq!(cards[5].way, Way::Here);
        assert!(cards[5].lines.is_empty());
        assert_eq!(cards[6].way, Way::Dead("muerta".to_owned()));
        assert!(cards[0].lines[0].urgent);
        assert_eq!(cards[3].lines[0].href, "/certificados");
        assert!(cards[3].lines[0].text.ends_with("en 12 días"));
    }

    #[test]
    fn each_line_leads_to_what_it_counts() {
        let figures = CompanyFigures {
            refused: 1,
            to_sign: 1,
            on_their_way: 2,
            to_confirm: 1,
            to_decide: 1,
            expiring: 2,
            first_end: Some(0),
            unsigned: 1,
            ..due(7, 4)
        };
        let mine = MyCompanies {
            companies: vec![company("una", figures)],
            links: Vec::new(),
        };
        let lines = &cards(&mine)[0].lines;
        assert_eq!(lines.len(), 8);
        assert!(lines.iter().all(|line| line.href.starts_with('/')));
        assert_eq!(lines.iter().filter(|line| line.urgent).count(), 1);
    }
}
