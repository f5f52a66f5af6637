//! Who may knock where. One table; whatever is not in it does not exist.
//!
//! The guard runs before every handler: it finds the rule of the matched route, finds out who is
//! there, and for forms checks that they come from our own page (`Sec-Fetch-Site` or `Origin`)
//! and carry the token of the session. A handler that takes a [`Visitor`] can rely on all that.
//! Which *people* somebody may see is not decided here but in SQL. Who looked at somebody, and who was refused, is
//! noted on the way out (`notes`).

use axum::Form;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::auth::{Gate, Visitor};
use super::error::HttpError;
use super::notes;
use super::upload::{self, Upload};
use crate::trade::staff::Role;

/// Largest form, in bytes. Files come in by another road (`upload`).
const FORM_BYTES: usize = 64 * 1024;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody; a form must still come from our own page.
    Anyone,
    /// A machine that proves itself in the handler: a webhook with its signature, a probe.
    Machine,
    /// Every colleague who is logged in.
    SignedIn,
    /// Colleagues with one of these roles.
    Roles(&'static [Role]),
}

/// What a route is used for; `Read` is GET and HEAD.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// GET and HEAD.
    Read,
    /// POST.
    Post,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// For what.
    pub verb: Verb,
    /// The route as axum writes it.
    pub path: &'static str,
    /// For whom.
    pub access: Access,
    /// Asked for by the script, not by a person: does not keep a session alive.
    pub background: bool,
    /// Its form may bring a file.
    pub upload: bool,
}

const fn read(path: &'static str, access: Access) -> Rule {
    Rule { verb: Verb::Read, path, access, background: false, upload: false }
}

const fn post(path: &'static str, access: Access) -> Rule {
    Rule { verb: Verb::Post, path, access, background: false, upload: false }
}

const fn poll(path: &'static str, access: Access) -> Rule {
    Rule { verb: Verb::Read, path, access, background: true, upload: false }
}

const fn brings_file(path: &'static str, access: Access) -> Rule {
    Rule { verb: Verb::Post, path, access, background: false, upload: true }
}

use Access::{Anyone, Machine, Roles, SignedIn};

/// Every route there is.
pub const ROUTES: &[Rule] = &[
    read("/assets/{file}", Anyone),
    read("/inloggen", Anyone),
    post("/inloggen", Anyone),
    read("/inloggen/eerste-keer", Anyone),
    post("/inloggen/eerste-keer", Anyone),
    read("/inloggen/code", Anyone),
    post("/inloggen/code", Anyone),
    read("/inloggen/organisatie", Anyone),
    read("/inloggen/terug", Anyone),
    post("/inloggen/eerste-keer/organisatie", Anyone),
    post("/account/organisatie", SignedIn),
    post("/taal", Anyone),
    post("/uitloggen", SignedIn),
    read("/account", SignedIn),
    post("/account/sessies", SignedIn),
    post("/account/wachtwoord", SignedIn),
    post("/account/afwezig", Roles(CARE)),
    post("/account/vervanger", Roles(CARE)),
    post("/account/gezien", SignedIn),
    read("/account/tweede-stap", SignedIn),
    post("/account/tweede-stap", SignedIn),
    post("/account/tweede-stap/aan", SignedIn),
    post("/account/tweede-stap/uit", SignedIn),
    post("/account/tweede-stap/codes", SignedIn),
    read("/collegas", Roles(ACCOUNTS)),
    post("/collegas", Roles(ACCOUNTS)),
    read("/collegas/lijst.csv", Roles(ACCOUNTS)),
    read("/collegas/teams", Roles(ACCOUNTS)),
    post("/collegas/teams", Roles(ACCOUNTS)),
    post("/collegas/teams/{team}", Roles(ACCOUNTS)),
    post("/collegas/teams/{team}/weg", Roles(ACCOUNTS)),
    post("/collegas/{staff}/team", Roles(ACCOUNTS)),
    read("/collegas/{staff}", Roles(ACCOUNTS)),
    post("/collegas/{staff}/rol", Roles(ACCOUNTS)),
    post("/collegas/{staff}/uit", Roles(ACCOUNTS)),
    post("/collegas/{staff}/aan", Roles(ACCOUNTS)),
    post("/collegas/{staff}/sessies", Roles(ACCOUNTS)),
    post("/collegas/{staff}/afwezig", Roles(ACCOUNTS)),
    post("/collegas/{staff}/vervanger", Roles(ACCOUNTS)),
    post("/collegas/{staff}/link", Roles(ACCOUNTS)),
    post("/collegas/{staff}/tweede-stap", Roles(ACCOUNTS)),
    read("/velden", Roles(ACCOUNTS)),
    post("/velden", Roles(ACCOUNTS)),
    read("/velden/{field}/weg", Roles(ACCOUNTS)),
    post("/velden/{field}/weg", Roles(ACCOUNTS)),
    read("/audit", Roles(ACCOUNTS)),
    read("/audit/lijst.csv", Roles(ACCOUNTS)),
    read("/", SignedIn),
    poll("/lijst", SignedIn),
    poll("/live", SignedIn),
    read("/lijst.csv", Roles(CARE)),
    read("/slimme-groepen", Roles(CARE)),
    post("/slimme-groepen", Roles(CARE)),
    post("/slimme-groepen/{group}", Roles(CARE)),
    post("/slimme-groepen/{group}/weg", Roles(CARE)),
    post("/samen", Roles(CARE)),
    post("/samen/doen", Roles(CARE)),
    post("/vragen/{question}/nu", Roles(CARE)),
    post("/inburgeraars/{person}/uitstel", Roles(CARE)),
    post("/taken/{task}/klaar", Roles(CARE)),
    post("/taken/{task}/stop", Roles(CARE)),
    post("/taken/{task}/bewezen", Roles(LETTERS)),
    post("/vragen/{question}/antwoord", Roles(CARE)),
    read("/naslag", Roles(CARE)),
    read("/aanwezigheid", Roles(PRESENCE)),
    read("/aanwezigheid/{session}", Roles(PRESENCE)),
    post("/aanwezigheid/{session}", Roles(PRESENCE)),
    post("/aanwezigheid/{session}/trainer", Roles(CONTENT)),
    read("/inburgeraars", Roles(CARE)),
    post("/inburgeraars/zoeken", Roles(CARE)),
    read("/inburgeraars/{person}", Roles(CARE)),
    post("/inburgeraars/{person}/telefoon", Roles(CARE)),
    read("/inburgeraars/{person}/berichten", Roles(CARE)),
    post("/inburgeraars/{person}/berichten", Roles(CARE)),
    poll("/inburgeraars/{person}/berichten/regels", Roles(CARE)),
    poll("/inburgeraars/{person}/berichten/live", Roles(CARE)),
    post("/inburgeraars/{person}/berichten/overnemen", Roles(CARE)),
    post("/inburgeraars/{person}/berichten/teruggeven", Roles(CARE)),
    post("/inburgeraars/{person}/berichten/gepland", Roles(CARE)),
    post("/inburgeraars/{person}/berichten/vraag-terug", Roles(CARE)),
    post("/inburgeraars/{person}/berichten/snel", Roles(CARE)),
    post("/inburgeraars/{person}/berichten/notitie", Roles(CARE)),
    post("/inburgeraars/{person}/berichten/vertaal", Roles(CARE)),
    post("/inburgeraars/{person}/berichten/vertaling", Roles(CARE)),
    read("/inburgeraars/{person}/bestand/{media}", Roles(CARE)),
    post("/inburgeraars/{person}/overdragen", Roles(CASES)),
    post("/inburgeraars/{person}/gesprek", Roles(CARE)),
    post("/inburgeraars/{person}/klok", Roles(CASES)),
    post("/inburgeraars/{person}/map", Roles(CASES)),
    read("/cursussen", Roles(CASES)),
    read("/cursussen/nieuw", Roles(CASES)),
    post("/cursussen/nieuw", Roles(CASES)),
    post("/cursussen/nieuw/kijken", Roles(CASES)),
    read("/cursussen/{course}", Roles(CASES)),
    read("/cursussen/{course}/bijeenkomsten/nieuw", Roles(CASES)),
    post("/cursussen/{course}/bijeenkomsten/nieuw", Roles(CASES)),
    post("/cursussen/{course}/bijeenkomsten/nieuw/kijken", Roles(CASES)),
    read("/cursussen/{course}/bijeenkomsten/{session}", Roles(CASES)),
    post("/cursussen/{course}/bijeenkomsten/{session}/kijken", Roles(CASES)),
    post("/cursussen/{course}/bijeenkomsten/{session}/doen", Roles(CASES)),
    post("/cursussen/{course}/plaats", Roles(CASES)),
    post("/cursussen/{course}/wachtlijst", Roles(CASES)),
    post("/cursussen/{course}/uitschrijven", Roles(CASES)),
    post("/inburgeraars/{person}/gegevens", Roles(CASES)),
    post("/inburgeraars/{person}/rustig", Roles(CARE)),
    post("/inburgeraars/{person}/voorlezen", Roles(CARE)),
    post("/inburgeraars/{person}/nummer", Roles(CASES)),
    post("/inburgeraars/{person}/inzage", Roles(CASES)),
    read("/inburgeraars/{person}/wissen", Roles(ERASE)),
    post("/inburgeraars/{person}/wissen", Roles(ERASE)),
    post("/inburgeraars/{person}/schrijnend", Roles(CARE)),
    post("/inburgeraars/{person}/schrijnend/besluit", Roles(CASES)),
    post("/inburgeraars/{person}/huishouden", Roles(CASES)),
    post("/inburgeraars/{person}/huishouden/los", Roles(CASES)),
    post("/inburgeraars/{person}/groep", Roles(CASES)),
    post("/inburgeraars/{person}/groep/plaats", Roles(CASES)),
    post("/inburgeraars/{person}/groep/van-de-lijst", Roles(CASES)),
    post("/inburgeraars/{person}/velden", Roles(CASES)),
    post("/inburgeraars/{person}/plek", Roles(CARE)),
    post("/inburgeraars/{person}/plan", Roles(CARE)),
    post("/inburgeraars/{person}/plan/nu", Roles(CARE)),
    read("/verdelen", Roles(CASES)),
    post("/verdelen", Roles(CASES)),
    post("/verdelen/kijken", Roles(CASES)),
    read("/import", Roles(IMPORT)),
    brings_file("/import", Roles(IMPORT)),
    read("/import/{file}", Roles(IMPORT)),
    post("/import/{file}/doen", Roles(IMPORT)),
    post("/import/{file}/weg", Roles(IMPORT)),
    read("/import/{file}/opmerkingen.csv", Roles(IMPORT)),
    read("/dubbelen", Roles(MERGE)),
    read("/dubbelen/{person}", Roles(MERGE)),
    post("/dubbelen/{person}/zoeken", Roles(MERGE)),
    read("/dubbelen/{person}/{other}", Roles(MERGE)),
    post("/dubbelen/{person}/{other}/samenvoegen", Roles(MERGE)),
    post("/dubbelen/{person}/{other}/twee", Roles(MERGE)),
    post("/dubbelen/{person}/{other}/toch", Roles(MERGE)),
    read("/inburgeraars/{person}/splitsen/{merge}", Roles(MERGE)),
    post("/inburgeraars/{person}/splitsen/{merge}", Roles(MERGE)),
    read("/onbekend", Roles(CASES)),
    read("/onbekend/{mailbox}", Roles(CASES)),
    post("/onbekend/{mailbox}/oppakken", Roles(CASES)),
    post("/onbekend/{mailbox}/teruggeven", Roles(CASES)),
    post("/onbekend/{mailbox}/zoeken", Roles(CASES)),
    post("/onbekend/{mailbox}/koppelen", Roles(CASES)),
    post("/onbekend/{mailbox}/sluiten", Roles(CASES)),
    read("/cijfers", Roles(CASES)),
    read("/cijfers.csv", Roles(CASES)),
    read("/brieven", Roles(LETTERS)),
    post("/brieven/maken", Roles(LETTERS)),
    post("/brieven/printen", Roles(LETTERS)),
    post("/brieven/gepost", Roles(LETTERS)),
    post("/brieven/retour", Roles(LETTERS)),
    post("/brieven/weg", Roles(LETTERS)),
    read("/storingen", Roles(&[Role::Beheerder])),
    read("/publiceren", Roles(CONTENT)),
    post("/publiceren", Roles(PUBLISH)),
    post("/publiceren/terug", Roles(PUBLISH)),
    post("/publiceren/weg", Roles(PUBLISH)),
    post("/publiceren/schijf", Roles(PUBLISH)),
    read("/publiceren/terugkijken", Roles(CONTENT)),
    poll("/publiceren/stand", Roles(CONTENT)),
    read("/dialogen", Roles(CONTENT)),
    read("/dialogen/{dialog}", Roles(CONTENT)),
    read("/dialogen/{dialog}/proberen", Roles(CONTENT)),
    read("/dialogen/{dialog}/bewerken", Roles(CONTENT)),
    post("/dialogen/{dialog}/bewerken", Roles(CONTENT)),
    read("/dialogen/{dialog}/teksten", Roles(CONTENT)),
    post("/dialogen/{dialog}/teksten", Roles(CONTENT)),
    read("/agenda/{file}", Machine),
    read("/media/{file}", Machine),
    post("/dialogen/{dialog}/teksten/voorbeeld", Roles(CONTENT)),
    read("/webhooks/{channel}", Machine),
    post("/webhooks/{channel}", Machine),
    read("/health/live", Machine),
    read("/health/ready", Machine),
    read("/metrics", Machine),
];

/// Roles that have people in their care.
const CARE: &[Role] = &[Role::Beheerder, Role::Klantmanager, Role::Consulent, Role::Coach];

/// Roles that may note who was at a session: those of [`Role::notes_presence`].
const PRESENCE: &[Role] = &[Role::Beheerder, Role::Klantmanager, Role::Consulent, Role::Trainer];

/// Roles that keep the facts of a case; a coach sees them.
const CASES: &[Role] = &[Role::Beheerder, Role::Klantmanager, Role::Consulent];

/// Roles that may erase somebody: those of [`Role::erases`].
const ERASE: &[Role] = &[Role::Beheerder, Role::Klantmanager];

/// Roles that make two entries one person: those of [`Role::merges`].
const MERGE: &[Role] = &[Role::Beheerder, Role::Klantmanager];

/// Roles that import files: those of [`Role::imports`].
const IMPORT: &[Role] = &[Role::Beheerder, Role::Klantmanager];

/// Roles that print and post letters, and vouch for who used one: those of [`Role::writes_letters`].
const LETTERS: &[Role] = &[Role::Beheerder, Role::Klantmanager, Role::Consulent];

/// Roles that keep accounts and read the audit trail: those of [`Role::keeps_accounts`].
const ACCOUNTS: &[Role] = &[Role::Beheerder];

/// Roles that may put content in force: those of [`Role::publishes`].
const PUBLISH: &[Role] = &[Role::Beheerder];
/// Roles that work with dialogs and texts: those of [`Role::works_with_content`].
const CONTENT: &[Role] = &[Role::Beheerder, Role::Klantmanager, Role::Consulent];

/// The rule for a route; None: there is no such route.
pub fn rule(method: &Method, path: &str) -> Option<&'static Rule> {
    let verb = match *method {
        Method::GET | Method::HEAD => Verb::Read,
        Method::POST => Verb::Post,
        _ => return None,
    };
    ROUTES.iter().find(|rule| rule.verb == verb && rule.path == path)
}

/// Is this the path of a page of ours, to return to after log-in?
pub fn is_page(path: &str) -> bool {
    !path.contains('{')
        && rule(&Method::GET, path).is_some_and(|r| r.access != Anyone && !r.background)
}

impl Access {
    /// May a colleague with this role in?
    pub fn allows(self, role: Role) -> bool {
        match self {
            Self::Anyone | Self::Machine | Self::SignedIn => true,
            Self::Roles(roles) => roles.contains(&role),
        }
    }
}

/// The guard itself, around every route.
pub async fn check(
    State(gate): State<Gate>,
    mut request: Request,
    next: Next,
) -> Result<Response, HttpError> {
    let matched = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let rule = matched.and_then(|path| rule(request.method(), &path)).ok_or(HttpError::NotFound)?;
    if rule.access == Access::Machine {
        return Ok(next.run(request).await);
    }
    if rule.verb == Verb::Post {
        gate.check_origin(request.headers())?;
    }
    let about = notes::subject(rule, request.uri().path());
    let visitor = gate.visitor(request.headers(), rule.background).await?;
    if rule.access != Access::Anyone {
        let Some(visitor) = &visitor else {
            return ask_to_sign_in(rule, &request);
        };
        if !rule.access.allows(visitor.viewer().role) {
            notes::note(&gate, visitor, (rule, about), StatusCode::FORBIDDEN).await?;
            return Err(HttpError::Forbidden);
        }
        if gate.wants_second_factor(visitor) && !is_own_account(rule.path) {
            return ask_for_second_factor(rule);
        }
        if rule.verb == Verb::Post {
            request = with_token(visitor, rule, request).await?;
        }
    }
    let Some(visitor) = visitor else { return Ok(next.run(request).await) };
    request.extensions_mut().insert(visitor.clone());
    let response = next.run(request).await;
    notes::note(&gate, &visitor, (rule, about), response.status()).await?;
    Ok(response)
}

fn is_own_account(path: &str) -> bool {
    path.starts_with("/account") || path == "/uitloggen"
}

fn ask_for_second_factor(rule: &Rule) -> Result<Response, HttpError> {
    if rule.background {
        return Err(HttpError::SignedOut);
    }
    Ok(Redirect::to("/account/tweede-stap").into_response())
}

fn ask_to_sign_in(rule: &Rule, request: &Request) -> Result<Response, HttpError> {
    if rule.background {
        return Err(HttpError::SignedOut);
    }
    let path = request.uri().path();
    let to = if rule.verb == Verb::Read && path != "/" && is_page(path) {
        format!("/inloggen?verder={path}")
    } else {
        "/inloggen".to_owned()
    };
    Ok(Redirect::to(&to).into_response())
}

#[derive(Deserialize)]
struct Token {
    csrf: String,
}

// Reads the form, checks its token, and hands the same form on.
async fn with_token(
    visitor: &Visitor,
    rule: &Rule,
    request: Request,
) -> Result<Request, HttpError> {
    let (mut parts, body) = request.into_parts();
    if rule.upload && upload::is_upload(&parts.headers) {
        let upload = upload::read(&parts.headers, body).await.ok_or(HttpError::Unreadable)?;
        if let Upload::Form(form) = &upload {
            let token = form.field("csrf").ok_or(HttpError::Forged("no form token"))?;
            if !visitor.has_token(token) {
                return Err(HttpError::Forged("form token"));
            }
        }
        parts.extensions.insert(upload);
        return Ok(Request::from_parts(parts, Body::empty()));
    }
    let bytes = to_bytes(body, FORM_BYTES).await.map_err(|_| HttpError::Unreadable)?;
    let copy = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    let Form(token) = Form::<Token>::from_request(copy, &())
        .await
        .map_err(|_| HttpError::Forged("no form token"))?;
    if !visitor.has_token(&token.csrf) {
        return Err(HttpError::Forged("form token"));
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}
