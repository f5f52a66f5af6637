//! Who is at the door: the cookie, the session behind it, and whether a form is really ours.
//!
//! A second cookie stands for who has typed a password and must still type a code; it opens nothing.
//!
//! The cookie holds 256 random bits and nothing else; only their keyed hash is stored. A session
//! ends after ten hours, after half an hour without a page, at log-out, and at once when the
//! colleague is disabled: it is looked up anew for every request. Log-in sessions live by the
//! machine clock, so that a hurried demo does not throw its visitor out.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum_extra::extract::CookieJar;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use subtle::ConstantTimeEq;

use super::error::HttpError;
use super::locale::{self, Locale};
use crate::acts::sign_in::SESSION_IDLE;
use crate::clock::Clock;
use crate::config::{SecondFactor, SignIn};
use crate::ids::StaffSessionId;
use crate::plan::local_time::local_date;
use crate::store::board::Viewer;
use crate::store::{Db, StoreError, staff};
use crate::trade::device::device;
use crate::trade::staff::Way;

/// A page load is written down at most this often per session.
const TOUCH_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Our cookies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// Of a session.
    Session,
    /// Of who has typed a password and must still type a code.
    Step,
    /// Of who is at the provider of the municipality's accounts.
    Visit,
}

/// What the guard needs to know of the house.
#[derive(Clone)]
pub struct Gate {
    db: Db,
    clock: Clock,
    https: bool,
    own_host: Option<String>,
    sign_in: SignIn,
}

impl Gate {
    /// A gate for the service at `public_url`; `https` there decides over the cookie's name.
    pub fn new(db: Db, clock: Clock, public_url: &str, sign_in: SignIn) -> Self {
        let uri = public_url.parse::<Uri>().ok();
        let own_host = uri.as_ref().and_then(|uri| uri.authority()).map(|a| a.to_string());
        Self { db, clock, https: public_url.starts_with("https://"), own_host, sign_in }
    }

    /// Is the service reached over TLS?
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// What `clock` and `db` are, for who notes what was read or refused.
    pub(super) fn house(&self) -> (&Db, &Clock) {
        (&self.db, &self.clock)
    }

    /// `__Host-` makes browsers refuse a cookie from any other host.
    fn name(&self, cookie: Cookie) -> String {
        let prefix = if self.https { "__Host-" } else { "" };
        let name = match cookie {
            Cookie::Session => "wegwijzer",
            Cookie::Step => "wegwijzer-stap",
            Cookie::Visit => "wegwijzer-bezoek",
        };
        format!("{prefix}{name}")
    }

    /// The value of our cookie in a request.
    pub fn cookie(&self, headers: &HeaderMap, cookie: Cookie) -> Option<String> {
        let jar = CookieJar::from_headers(headers);
        jar.get(&self.name(cookie)).map(|cookie| cookie.value().to_owned())
    }

    /// The header that gives a browser its cookie.
    pub fn set_cookie(&self, cookie: Cookie, value: &str) -> Option<HeaderValue> {
        let (name, attributes) = (self.name(cookie), self.attributes());
        HeaderValue::from_str(&format!("{name}={value}; {attributes}")).ok()
    }

    /// The header that keeps the language of the pages in a browser for a year.
    pub fn remember_locale(&self, locale: Locale) -> Option<HeaderValue> {
        let [tls, plain] = locale::COOKIES;
        let (name, attributes) = (if self.https { tls } else { plain }, self.attributes());
        let code = locale.code();
        HeaderValue::from_str(&format!("{name}={code}; Max-Age=31536000; {attributes}")).ok()
    }

    /// The header that takes it away.
    pub fn clear_cookie(&self, cookie: Cookie) -> Option<HeaderValue> {
        let (name, attributes) = (self.name(cookie), self.attributes());
        HeaderValue::from_str(&format!("{name}=; Max-Age=0; {attributes}")).ok()
    }

    /// Must this colleague set up a second factor before anything else?
    pub(super) fn wants_second_factor(&self, visitor: &Visitor) -> bool {
        let session = &visitor.session;
        self.sign_in.second_factor == SecondFactor::Required
            && session.way == Way::Password
            && session.factor_since.is_none()
    }

    // No Max-Age: the cookie goes when the browser closes.
    fn attributes(&self) -> &'static str {
        if self.https {
            "Path=/; Secure; HttpOnly; SameSite=Lax"
        } else {
            "Path=/; HttpOnly; SameSite=Lax"
        }
    }

    /// Who is behind the cookie. A page that a script asked for by itself (`background`) does not
    /// count as a sign that somebody is there.
    pub(super) async fn visitor(
        &self,
        headers: &HeaderMap,
        background: bool,
    ) -> Result<Option<Visitor>, StoreError> {
        let Some(cookie) = self.cookie(headers, Cookie::Session) else {
            return Ok(None);
        };
        let now = self.clock.machine();
        let mut tx = self.db.read().await?;
        let session = staff::session(&mut tx, &cookie, now, now - SESSION_IDLE).await?;
        drop(tx);
        let Some(session) = session else {
            return Ok(None);
        };
        if !background && now - session.last_seen_at >= TOUCH_EVERY {
            self.touch(&cookie, now).await?;
        }
        Ok(Some(Visitor { session, today: local_date(self.clock.civil()) }))
    }

    async fn touch(&self, cookie: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut tx = self.db.begin().await?;
        staff::touch(&mut tx, cookie, now).await?;
        tx.commit().await
    }

    /// Refuses a form that another website made the browser send. Browsers that tell where a
    /// request comes from are believed; our own `Referrer-Policy` makes some say `Origin: null`,
    /// and then the session's form token must do.
    pub(super) fn check_origin(&self, headers: &HeaderMap) -> Result<(), HttpError> {
        let said = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        if let Some(site) = said(header::HeaderName::from_static("sec-fetch-site")) {
            let ours = matches!(site, "same-origin" | "none");
            return if ours { Ok(()) } else { Err(HttpError::Forged("sec-fetch-site")) };
        }
        match said(header::ORIGIN) {
            None | Some("null") => Ok(()),
            Some(origin) => {
                let host = origin.split_once("://").map(|(_, host)| host);
                let ours = host.is_some()
                    && (host == self.own_host.as_deref() || host == said(header::HOST));
                if ours { Ok(()) } else { Err(HttpError::Forged("origin")) }
            }
        }
    }
}

/// Browser and system of a request, in two words.
pub(super) fn device_of(headers: &HeaderMap) -> String {
    let said = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    device(said.unwrap_or_default())
}

/// Where a log-in try comes from: the peer's address, or what our own reverse proxy on this machine
/// says in the last entry of `X-Forwarded-For` (earlier entries are the visitor's own words). Of an
/// IPv6 address only the first half: one connection has all the rest.
pub(super) fn origin(peer: Option<IpAddr>, headers: &HeaderMap) -> Option<String> {
    let forwarded = || {
        let value = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        value.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
    };
    let peer = peer?;
    let ip = if peer.is_loopback() { forwarded().unwrap_or(peer) } else { peer };
    Some(match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    })
}

/// A colleague who is logged in. As an argument of a handler it is what the guard found.
#[derive(Clone)]
pub struct Visitor {
    session: staff::Session,
    today: NaiveDate,
}

impl Visitor {
    /// Their name.
    pub fn name(&self) -> &str {
        &self.session.name
    }

    /// The token that every form of this session carries, as the field `csrf`.
    pub fn csrf(&self) -> &str {
        &self.session.csrf
    }

    /// Through whose eyes pages are read, and in whose name acts are done.
    pub fn viewer(&self) -> Viewer {
        let session = &self.session;
        Viewer {
            gemeente: session.gemeente,
            staff: session.staff,
            role: session.role,
            today: self.today,
        }
    }

    /// Which session it is.
    pub fn session(&self) -> StaffSessionId {
        self.session.id
    }

    /// How they logged in.
    pub fn way(&self) -> Way {
        self.session.way
    }

    pub(super) fn has_token(&self, token: &str) -> bool {
        self.session.csrf.as_bytes().ct_eq(token.as_bytes()).into()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = HttpError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, HttpError> {
        parts.extensions.get::<Visitor>().cloned().ok_or(HttpError::Forbidden)
    }
}
