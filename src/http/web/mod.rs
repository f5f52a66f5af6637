//! The dashboard: pages for colleagues, in Dutch and English (`locale`), that work without JavaScript.
//!
//! A page is a folder or file here with its handler and the words it computes; its standing words
//! are in its template. Every action is a form that is answered by 303.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

mod absence;
mod account;
mod audit;
mod colleagues;
mod courses;
mod dialogs;
mod duplicates;
mod fields;
mod held;
mod home;
mod import;
pub mod inzage;
mod knowledge;
mod language;
pub mod letters;
mod live;
mod page;
mod people;
mod person;
mod presence;
mod publish;
mod reports;
mod share_out;
mod sign_in;
mod strangers;
mod table_file;
mod talk;
mod trouble;
mod when;
pub mod words;

use super::auth::Gate;
use super::{assets, closed};
use crate::clock::Clock;
use crate::config::SignIn;
use crate::http::live::Live;
use crate::http::oidc::Oidc;
use crate::http::typesetter::Typesetter;
use crate::ids::GemeenteId;
use crate::letter::Head;
use crate::message::ChannelId;
use crate::store::Db;
use crate::store::revisions::Revisions;
use crate::trade::privacy::Kept;
pub use publish::Trials;
use words::QuestionWords;

/// What every page needs.
#[derive(Clone)]
pub struct WebState {
    /// The database.
    pub db: Db,
    /// Both clocks.
    pub clock: Clock,
    /// Where browsers find us; `https://` makes cookies `__Host-`.
    pub public_url: String,
    /// The name of the gemeente, in the head of every page.
    pub title: String,
    /// How colleagues log in.
    pub sign_in: SignIn,
    /// Tells pages that are open what changed.
    pub live: Live,
    /// Where colleagues log in with the account of the municipality; none: with a password only.
    pub oidc: Option<Arc<Oidc>>,
    /// Set when everything is invented.
    pub demo: Option<Demo>,
    /// Puts an open question into Dutch words.
    pub words: Arc<dyn QuestionWords>,
    /// The dialogs and texts that conversations follow.
    pub contents: Revisions,
    /// What proving and the stories said of the draft.
    pub trials: Trials,
    /// Who sends the letters of each gemeente.
    pub heads: Arc<HashMap<GemeenteId, Head>>,
    /// How long what is kept.
    pub kept: Kept,
    /// Makes letters as PDF; none: built without, a page is printed.
    pub typesetter: Option<Typesetter>,
    /// The channel on which numbers that are noted here become addresses, for each gemeente that has one.
    pub numbers: Arc<HashMap<GemeenteId, ChannelId>>,
    /// Ids of the WhatsApp channels: what Meta must approve, it approves for each.
    pub whatsapp: Vec<String>,
}

/// What a demo shows on top.
#[derive(Clone)]
pub struct Demo {
    /// Where the clock can be set; a path on this server.
    pub clock_path: String,
    /// Who one can log in as.
    pub accounts: Vec<DemoAccount>,
}

/// An invented colleague.
#[derive(Clone)]
pub struct DemoAccount {
    /// Their name.
    pub name: String,
    /// What they are.
    pub role: crate::trade::staff::Role,
    /// The name to log in with.
    pub email: String,
    /// Shown on the log-in page: this is a demo.
    pub password: String,
}

impl WebState {
    /// The gate that belongs to these pages.
    pub fn gate(&self) -> Gate {
        Gate::new(self.db.clone(), self.clock.clone(), &self.public_url, self.sign_in)
    }
}

/// The pages alone, not yet guarded: to be merged with other routers before `http::closed`.
pub fn pages(state: WebState) -> Router {
    Router::new()
        .route("/", get(home::show))
        .route("/lijst", get(home::list))
        .route("/live", get(live::lists))
        .route("/lijst.csv", get(home::table::save))
        .route("/slimme-groepen", get(home::smart::show).post(home::smart::keep))
        .route("/slimme-groepen/{group}", post(home::smart::change))
        .route("/slimme-groepen/{group}/weg", post(home::smart::remove))
        .route("/samen", post(home::together::look))
        .route("/samen/doen", post(home::together::act))
        .route("/vragen/{question}/nu", post(home::deeds::try_now))
        .route("/inburgeraars/{person}/uitstel", post(home::deeds::put_off))
        .route("/taken/{task}/klaar", post(home::deeds::close))
        .route("/taken/{task}/bewezen", post(home::deeds::vouch))
        .route("/taken/{task}/stop", post(home::deeds::say_who_stops))
        .route("/vragen/{question}/antwoord", post(home::deeds::answer))
        .route("/inburgeraars", get(people::show))
        .route("/inburgeraars/zoeken", post(people::search))
        .route("/inburgeraars/{person}", get(person::show))
        .route("/inburgeraars/{person}/gesprek", post(person::begin::begin))
        .route("/inburgeraars/{person}/telefoon", post(person::call))
        .route("/inburgeraars/{person}/berichten", get(talk::show).post(talk::deeds::write))
        .route("/inburgeraars/{person}/berichten/regels", get(talk::part::show))
        .route("/inburgeraars/{person}/berichten/live", get(live::talk))
        .route("/inburgeraars/{person}/berichten/overnemen", post(talk::deeds::take_over))
        .route("/inburgeraars/{person}/berichten/teruggeven", post(talk::deeds::hand_back))
        .route("/inburgeraars/{person}/berichten/gepland", post(talk::deeds::change))
        .route("/inburgeraars/{person}/berichten/vraag-terug", post(talk::deeds::ask_back))
        .route("/inburgeraars/{person}/berichten/snel", post(talk::deeds::quick))
        .route("/inburgeraars/{person}/berichten/notitie", post(talk::other_deeds::add_note))
        .route("/inburgeraars/{person}/berichten/vertaal", post(talk::other_deeds::ask_translation))
        .route("/inburgeraars/{person}/berichten/vertaling", post(talk::other_deeds::translate))
        .route("/inburgeraars/{person}/bestand/{media}", get(talk::file::show))
        .route("/inburgeraars/{person}/overdragen", post(talk::other_deeds::hand_over))
        .route("/inburgeraars/{person}/klok", post(person::clock_form::set))
        .route("/inburgeraars/{person}/map", post(person::clock_form::decide))
        .route("/cursussen", get(courses::list))
        .route("/cursussen/nieuw", get(courses::plan::show).post(courses::plan::save))
        .route("/cursussen/nieuw/kijken", post(courses::plan::look))
        .route("/cursussen/{course}", get(courses::show))
        .route(
            "/cursussen/{course}/bijeenkomsten/nieuw",
            get(courses::add::show).post(courses::add::save),
        )
        .route("/cursussen/{course}/bijeenkomsten/nieuw/kijken", post(courses::add::look))
        .route("/cursussen/{course}/bijeenkomsten/{session}", get(courses::session::show))
        .route("/cursussen/{course}/bijeenkomsten/{session}/kijken", post(courses::session::look))
        .route(
            "/cursussen/{course}/bijeenkomsten/{session}/doen",
            post(courses::session::carry_out),
        )
        .route("/cursussen/{course}/plaats", post(courses::place))
        .route("/cursussen/{course}/wachtlijst", post(courses::leave))
        .route("/cursussen/{course}/uitschrijven", post(courses::end))
        .route("/inburgeraars/{person}/gegevens", post(person::rectify::set))
        .route("/inburgeraars/{person}/rustig", post(person::privacy::set_quiet))
        .route("/inburgeraars/{person}/voorlezen", post(person::aids::set_hearing))
        .route("/inburgeraars/{person}/nummer", post(person::number::set))
        .route("/inburgeraars/{person}/inzage", post(person::privacy::tell))
        .route(
            "/inburgeraars/{person}/wissen",
            get(person::privacy::ask).post(person::privacy::erase_them),
        )
        .route("/inburgeraars/{person}/schrijnend", post(person::care_deeds::raise))
        .route("/inburgeraars/{person}/schrijnend/besluit", post(person::care_deeds::decide))
        .route("/inburgeraars/{person}/huishouden", post(person::care_deeds::link))
        .route("/inburgeraars/{person}/huishouden/los", post(person::care_deeds::unlink))
        .route("/inburgeraars/{person}/groep", post(person::groups::join))
        .route("/inburgeraars/{person}/groep/plaats", post(person::groups::place))
        .route("/inburgeraars/{person}/groep/van-de-lijst", post(person::groups::leave))
        .route("/inburgeraars/{person}/velden", post(person::own_fields::set))
        .route("/inburgeraars/{person}/plek", post(person::care_deeds::place))
        .route("/inburgeraars/{person}/plan", post(person::care_deeds::plan))
        .route("/inburgeraars/{person}/plan/nu", post(person::care_deeds::choose))
        .route("/velden", get(fields::show).post(fields::define))
        .route("/velden/{field}/weg", get(fields::ask).post(fields::remove))
        .route("/verdelen", get(share_out::show).post(share_out::carry_out))
        .route("/verdelen/kijken", post(share_out::look))
        .merge(import::routes())
        .route("/dubbelen", get(duplicates::list))
        .route("/dubbelen/{person}", get(duplicates::of_person))
        .route("/dubbelen/{person}/zoeken", post(duplicates::deeds::search))
        .route("/dubbelen/{person}/{other}", get(duplicates::one::show))
        .route("/dubbelen/{person}/{other}/samenvoegen", post(duplicates::deeds::join))
        .route("/dubbelen/{person}/{other}/twee", post(duplicates::deeds::two))
        .route("/dubbelen/{person}/{other}/toch", post(duplicates::deeds::back))
        .route(
            "/inburgeraars/{person}/splitsen/{merge}",
            get(duplicates::undo::ask).post(duplicates::undo::undo),
        )
        .route("/onbekend", get(strangers::list))
        .route("/onbekend/{mailbox}", get(strangers::one::show))
        .route("/onbekend/{mailbox}/oppakken", post(strangers::deeds::take_up))
        .route("/onbekend/{mailbox}/teruggeven", post(strangers::deeds::let_go))
        .route("/onbekend/{mailbox}/zoeken", post(strangers::one::search))
        .route("/onbekend/{mailbox}/koppelen", post(strangers::deeds::link))
        .route("/onbekend/{mailbox}/sluiten", post(strangers::deeds::close))
        .route("/cijfers", get(reports::show))
        .route("/cijfers.csv", get(reports::save))
        .route("/brieven", get(letters::show))
        .route("/brieven/maken", post(letters::deeds::make))
        .route("/brieven/printen", post(letters::deeds::print))
        .route("/brieven/gepost", post(letters::deeds::posted))
        .route("/brieven/retour", post(letters::deeds::returned))
        .route("/brieven/weg", post(letters::deeds::drop))
        .route("/dialogen", get(dialogs::list))
        .route("/dialogen/{dialog}", get(dialogs::one::show))
        .route("/dialogen/{dialog}/proberen", get(dialogs::attempt::show))
        .route(
            "/dialogen/{dialog}/bewerken",
            get(dialogs::change::show).post(dialogs::change::change),
        )
        .route("/dialogen/{dialog}/teksten", get(dialogs::texts::show).post(dialogs::texts::change))
        .route("/naslag", get(knowledge::show))
        .route("/aanwezigheid", get(presence::list))
        .route("/aanwezigheid/{session}", get(presence::show).post(presence::note))
        .route("/aanwezigheid/{session}/trainer", post(presence::give))
        .route("/dialogen/{dialog}/teksten/voorbeeld", post(dialogs::preview::show))
        .route("/storingen", get(trouble::show))
        .route("/publiceren", get(publish::show).post(publish::deeds::publish_it))
        .route("/publiceren/stand", get(publish::stand))
        .route("/publiceren/terug", post(publish::deeds::put_back))
        .route("/publiceren/weg", post(publish::deeds::discard))
        .route("/publiceren/schijf", post(publish::deeds::take_files))
        .route("/publiceren/terugkijken", get(publish::time_machine::show))
        .route("/inloggen", get(sign_in::show).post(sign_in::sign_in))
        .route("/inloggen/eerste-keer", get(sign_in::first::show).post(sign_in::first::set))
        .route("/inloggen/code", get(sign_in::code::show).post(sign_in::code::check))
        .route("/uitloggen", post(sign_in::sign_out))
        .route("/taal", post(language::choose))
        .merge(accounts())
        .route("/assets/{file}", get(assets::serve))
        .with_state(state)
}

/// Accounts and the audit trail: the own one, and those of colleagues.
fn accounts() -> Router<WebState> {
    Router::new()
        .route("/account", get(account::show))
        .route("/account/sessies", post(account::end_sessions))
        .route("/account/wachtwoord", post(account::password::change))
        .route("/account/afwezig", post(account::away::note))
        .route("/account/vervanger", post(account::away::choose))
        .route("/inloggen/organisatie", get(sign_in::organisation::leave))
        .route("/inloggen/terug", get(sign_in::organisation::come_back))
        .route("/inloggen/eerste-keer/organisatie", post(sign_in::organisation::first_time))
        .route("/account/organisatie", post(account::organisation::link))
        .route("/account/gezien", post(account::factor::seen))
        .route("/account/tweede-stap", get(account::factor::show).post(account::factor::begin))
        .route("/account/tweede-stap/aan", post(account::factor::turn_on))
        .route("/account/tweede-stap/uit", post(account::factor::turn_off))
        .route("/account/tweede-stap/codes", post(account::factor::new_codes))
        .route("/collegas", get(colleagues::list).post(colleagues::deeds::add))
        .route("/collegas/lijst.csv", get(colleagues::export))
        .route("/collegas/teams", get(colleagues::teams::show).post(colleagues::teams::found))
        .route("/collegas/teams/{team}", post(colleagues::teams::change))
        .route("/collegas/teams/{team}/weg", post(colleagues::teams::end))
        .route("/collegas/{staff}/team", post(colleagues::teams::put))
        .route("/collegas/{staff}", get(colleagues::show))
        .route("/collegas/{staff}/rol", post(colleagues::deeds::change_role))
        .route("/collegas/{staff}/uit", post(colleagues::deeds::disable))
        .route("/collegas/{staff}/aan", post(colleagues::deeds::enable))
        .route("/collegas/{staff}/sessies", post(colleagues::deeds::end_sessions))
        .route("/collegas/{staff}/afwezig", post(colleagues::away::note))
        .route("/collegas/{staff}/vervanger", post(colleagues::away::choose))
        .route("/collegas/{staff}/link", post(colleagues::deeds::link))
        .route("/collegas/{staff}/tweede-stap", post(colleagues::deeds::reset_factor))
        .route("/audit", get(audit::show))
        .route("/audit/lijst.csv", get(audit::export))
}

/// The pages, guarded, with their headers.
pub fn router(state: WebState) -> Router {
    let gate = state.gate();
    closed(pages(state), gate)
}
