//! What stands beside the trajectory on somebody's page: a flag that the case is hard, who they live with,
//! what they wait for, and what they mean to do.

use chrono::NaiveDate;

use super::super::{when::dated, words};
use super::drawing::day;
use crate::acts::{flag_hardship, keep_plan};
use crate::dialog::content::Content;
use crate::dialog::knowledge::Consequence;
use crate::http::error::HttpError;
use crate::ids::PersonId;
use crate::store::board::Viewer;
use crate::store::hardship::{self, Flag};
use crate::store::household::{self, Member};
use crate::store::own_plans::{self, OwnPlan};
use crate::store::placements::{self, Placement};
use crate::store::trail::Somebody;
use crate::store::{Tx, desk};
use crate::trade::hardship::{Outcome, Reason};
use crate::trade::household::Kin;
use crate::trade::own_plan::{LONGEST, Letter};
use crate::trade::person::GroupKind;
use crate::trade::placement::{Place, Stand};
use crate::trade::staff::Scope;
use crate::trade::task::TaskKind;

/// Choices of a form: the word that travels, and the word that is read.
pub(super) type Choices = Vec<(&'static str, &'static str)>;

/// All of it, in words.
pub(super) struct Care {
    /// The open flag: why, by whom, when.
    pub(super) hard: Option<String>,
    /// Flags that were decided, the newest first.
    pub(super) decided: Vec<String>,
    /// May the visitor decide?
    pub(super) decides: bool,
    pub(super) reasons: Choices,
    pub(super) outcomes: Choices,
    pub(super) longest_decision: usize,
    pub(super) members: Vec<MemberRow>,
    /// May the visitor say who belongs together?
    pub(super) links: bool,
    /// Does the person want the partner to be invited?
    pub(super) partner_asked: bool,
    pub(super) kin: Choices,
    pub(super) places: Vec<PlaceRow>,
    pub(super) plans: Vec<PlanRow>,
    pub(super) longest_plan: usize,
    /// What follows from a duty for somebody of this group.
    pub(super) consequences: Vec<Consequence>,
    /// Does the content have a dialog that asks after a plan?
    pub(super) bot_asks: bool,
    pub(super) today: String,
}

/// Somebody of the household.
pub(super) struct MemberRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) klantnummer: String,
    pub(super) is: &'static str,
    pub(super) klantmanager: Option<String>,
    pub(super) account: String,
}

/// One kind of place.
pub(super) struct PlaceRow {
    pub(super) kind: &'static str,
    pub(super) what: &'static str,
    pub(super) stands: String,
    /// `goed`, `let-op`, or nothing.
    pub(super) level: &'static str,
    pub(super) who: String,
    /// Every stand, and whether it is the one of now.
    pub(super) stands_now: Vec<(&'static str, &'static str, bool)>,
}

/// Plan A, B or C.
pub(super) struct PlanRow {
    pub(super) letter: &'static str,
    pub(super) capital: &'static str,
    pub(super) words: String,
    pub(super) who: String,
    pub(super) is_current: bool,
}

/// Reads it for somebody whom the viewer may see.
pub(super) async fn read(
    tx: &mut Tx,
    who: &Somebody,
    by: Viewer,
    content: Option<&Content>,
    today: NaiveDate,
) -> Result<Care, HttpError> {
    let person: PersonId = who.id;
    let flags = hardship::of(tx, person).await?;
    let (open, decided): (Vec<Flag>, Vec<Flag>) =
        flags.into_iter().partition(|flag| flag.decision.is_none());
    let members = household::members(tx, person, by).await?;
    let places = placements::of(tx, person).await?;
    let plans = own_plans::of(tx, person).await?;
    Ok(Care {
        hard: open.first().map(|flag| {
            say!(
                "{reason}. Gezegd door {by} op {at}.",
                reason = reason(flag),
                by = flag.raised_by,
                at = dated(flag.raised_at)
            )
        }),
        decides: !open.is_empty() && flag_hardship::may_decide(tx, by).await?,
        decided: decided.iter().filter_map(decision).collect(),
        reasons: Reason::ALL.iter().map(|one| (one.as_str(), words::hardship(*one))).collect(),
        outcomes: Outcome::ALL
            .iter()
            .map(|one| (one.as_str(), words::hardship_outcome(*one)))
            .collect(),
        longest_decision: flag_hardship::LONGEST,
        members: members.into_iter().map(member).collect(),
        links: by.role.scope() == Scope::Gemeente,
        partner_asked: desk::has_open(tx, who.mailbox_id, TaskKind::Partner).await?,
        kin: Kin::ALL.iter().map(|kin| (kin.as_str(), kin_words(*kin))).collect(),
        places: Place::ALL.iter().map(|place| place_row(*place, &places, today)).collect(),
        plans: Letter::ALL.iter().map(|letter| plan_row(*letter, &plans)).collect(),
        longest_plan: LONGEST,
        consequences: content.map(|content| of_group(content, who)).unwrap_or_default(),
        bot_asks: content.is_some_and(|content| content.dialogs.contains_key(keep_plan::ASKS)),
        today: today.to_string(),
    })
}

fn of_group(content: &Content, who: &Somebody) -> Vec<Consequence> {
    let Some(group) = GroupKind::parse(&who.group_kind) else { return Vec::new() };
    let all = content.knowledge.consequences.iter();
    all.filter(|one| one.groups.contains(&group)).cloned().collect()
}

fn reason(flag: &Flag) -> &'static str {
    words::hardship(Reason::parse(&flag.reason).unwrap_or(Reason::Anders))
}

fn decision(flag: &Flag) -> Option<String> {
    let decision = flag.decision.as_ref()?;
    let outcome = Outcome::parse(&decision.outcome);
    Some(say!(
        "{reason}: {outcome}, besloten door {by} op {at}. {words}",
        reason = reason(flag),
        outcome = outcome.map_or_else(|| say!("besloten"), words::hardship_outcome),
        by = decision.by,
        at = dated(decision.at),
        words = decision.words
    ))
}

fn kin_words(kin: Kin) -> &'static str {
    match kin {
        Kin::Partner => say!("partner"),
        Kin::Ouder => say!("vader of moeder"),
        Kin::Kind => say!("volwassen kind"),
    }
}

fn member(member: Member) -> MemberRow {
    let account = match (member.heard_at, member.address_since) {
        (Some(at), _) => say!("schreef ons het laatst {when}", when = dated(at)),
        (None, Some(_)) => say!("is bereikbaar, maar schreef ons nog nooit").to_owned(),
        (None, None) => say!("heeft nog geen eigen account: maak een brief").to_owned(),
    };
    MemberRow {
        id: member.id.to_string(),
        is: member
            .other_is
            .as_deref()
            .and_then(Kin::parse)
            .map_or_else(|| say!("zelfde huishouden"), kin_words),
        name: member.name,
        klantnummer: member.klantnummer,
        klantmanager: member.klantmanager,
        account,
    }
}

fn place_row(place: Place, known: &[Placement], today: NaiveDate) -> PlaceRow {
    let found = known.iter().find(|one| one.place == place);
    let stands = match found {
        None => say!("niet bekend").to_owned(),
        Some(one) if one.stand.waits() => {
            let weeks = (today - one.since_on).num_days() / 7;
            let weeks = match weeks {
                1 => say!("1 week").to_owned(),
                weeks => say!("{n} weken", n = weeks),
            };
            say!(
                "{stand} sinds {day}: {weeks}",
                stand = words::stand(one.stand),
                day = day(one.since_on),
                weeks = weeks
            )
        }
        Some(one) => {
            say!("{stand} sinds {day}", stand = words::stand(one.stand), day = day(one.since_on))
        }
    };
    let level = match found.map(|one| one.stand) {
        Some(Stand::Geplaatst) => "goed",
        Some(stand) if stand.waits() => "let-op",
        _ => "",
    };
    let now = found.map(|one| one.stand);
    let each = Stand::ALL.iter().rev();
    PlaceRow {
        kind: place.as_str(),
        what: words::place(place),
        stands,
        level,
        who: found.map_or_else(String::new, |one| match &one.noted_by {
            Some(name) => format!("{name}, {}", dated(one.noted_at)),
            None => say!("verteld aan de bot, {when}", when = dated(one.noted_at)),
        }),
        stands_now: each
            .map(|stand| (stand.as_str(), words::stand(*stand), now == Some(*stand)))
            .collect(),
    }
}

fn plan_row(letter: Letter, plans: &[OwnPlan]) -> PlanRow {
    let found = plans.iter().find(|plan| plan.letter == letter);
    PlanRow {
        letter: letter.as_str(),
        capital: letter.capital(),
        words: found.map(|plan| plan.words.clone()).unwrap_or_default(),
        who: found.map_or_else(String::new, |plan| match &plan.noted_by {
            Some(name) => {
                say!("opgeschreven door {name}, {when}", name = name, when = dated(plan.noted_at))
            }
            None => say!("verteld aan de bot, {when}", when = dated(plan.noted_at)),
        }),
        is_current: found.is_some_and(|plan| plan.is_current),
    }
}
