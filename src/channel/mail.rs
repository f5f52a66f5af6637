//! Mail to colleagues, by SMTP over TLS.

use std::net::IpAddr;
use std::time::Duration;

use lettre::message::header::ContentType;
use lettre::message::{Mailbox, MessageBuilder};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{Address, AsyncTransport, Message, Tokio1Executor};

/// A server that does not answer within this is tried again later.
const PATIENCE: Duration = Duration::from_secs(20);

/// One mail in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Stays the same however often it is tried, so that a mailbox shows it once.
    pub id: String,
    /// To whom.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// Why a mail did not leave. Never holds an address or words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The server will never take it: its number.
    #[error("refused: {0}")]
    Refused(String),
    /// Not now; or it is not known whether it was taken.
    #[error("not now: {0}")]
    NotNow(String),
}

/// A way to send mail.
#[async_trait::async_trait]
pub trait Post: Send + Sync {
    /// Sends one mail; true when the server took it.
    ///
    /// # Errors
    /// [`MailError`]
    async fn send(&self, mail: &Mail) -> Result<(), MailError>;
}

/// What is wrong with the settings of `[mail]`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailSettingsError {
    /// The server's address.
    #[error(
        "server: {0}; write smtps://USER:PASSWORD@HOST:465 or smtp://USER:PASSWORD@HOST:587?tls=required"
    )]
    Server(String),
    /// Who mail is from.
    #[error("from: {0}; write \"Wegwijzer <wegwijzer@example.nl>\"")]
    From(String),
}

/// A mail server.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// With the server's address, which holds the password, and who mail is from.
    ///
    /// # Errors
    /// [`MailSettingsError`], without the password. Mail without TLS is refused, but on loopback.
    pub fn new(server: &str, from: &str) -> Result<Self, MailSettingsError> {
        let wrong = |what: &str| MailSettingsError::Server(what.to_owned());
        if !is_private(server) {
            return Err(wrong("the password would go over the network in the clear"));
        }
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(server)
            .map_err(|_| wrong("this is no address of a mail server"))?
            .timeout(Some(PATIENCE))
            .build();
        let from = from.parse().map_err(|error: lettre::address::AddressError| {
            MailSettingsError::From(error.to_string())
        })?;
        Ok(Self { transport, from })
    }

    /// Does the server answer, and let us in? For `doctor`.
    ///
    /// # Errors
    /// [`MailError`]
    pub async fn probe(&self) -> Result<(), MailError> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(MailError::NotNow("the server closed the door".to_owned())),
            Err(error) => Err(told(&error)),
        }
    }

    fn message(&self, mail: &Mail) -> Result<Message, MailError> {
        let refused = |_| MailError::Refused("address".to_owned());
        let to: Address = mail.to.parse().map_err(refused)?;
        let domain = self.from.email.domain();
        let builder: MessageBuilder = Message::builder()
            .message_id(Some(format!("<{}@{domain}>", mail.id)))
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&mail.subject);
        builder
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body.clone())
            .map_err(|_| MailError::Refused("words".to_owned()))
    }
}

/// TLS from the first byte, or before the password; or no network in between.
fn is_private(server: &str) -> bool {
    let Some(rest) = server.strip_prefix("smtp://") else { return true };
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let host = place.rsplit_once('@').map_or(place, |(_, host)| host);
    let host = host.trim_end_matches('/');
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let loopback = name == "localhost"
        || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    loopback || query.split('&').any(|part| part == "tls=required")
}

fn told(error: &lettre::transport::smtp::Error) -> MailError {
    let code = error.status().map(|code| code.to_string());
    match (error.is_permanent(), code) {
        (true, Some(code)) => MailError::Refused(code),
        (_, Some(code)) => MailError::NotNow(code),
        (_, None) if error.is_timeout() => MailError::NotNow("slow".to_owned()),
        (_, None) if error.is_tls() => MailError::NotNow("tls".to_owned()),
        (_, None) => MailError::NotNow("not_reached".to_owned()),
    }
}

#[async_trait::async_trait]
impl Post for Smtp {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = self.message(mail)?;
        self.transport.send(message).await.map(|_| ()).map_err(|error| told(&error))
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
    use tokio::net::TcpListener;

    use super::*;

    /// A mail server that says this to whoever names a receiver, and tells what it got.
    async fn server(answer: &'static str) -> (u16, tokio::task::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            let mut stream = BufReader::new(stream);
            let mut heard = Vec::new();
            stream.get_mut().write_all(b"220 here\r\n").await.unwrap();
            let mut in_words = false;
            loop {
                let mut line = String::new();
                if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                    return heard;
                }
                let line = line.trim_end().to_owned();
                let reply = match line.split(' ').next().unwrap_or_default() {
                    "." if in_words => "250 taken",
                    _ if in_words => "",
                    "RCPT" => answer,
                    "DATA" => "354 go on",
                    "QUIT" => "221 bye",
                    _ => "250 fine",
                };
                in_words = (in_words && line != ".") || (line == "DATA");
                heard.push(line);
                if !reply.is_empty() {
                    stream.get_mut().write_all(format!("{reply}\r\n").as_bytes()).await.unwrap();
                }
            }
        });
        (port, heard)
    }

    fn mail() -> Mail {
        Mail {
            id: "0191".to_owned(),
            to: "sami@houten.example".to_owned(),
            subject: "Wegwijzer: 2 taken wachten op u".to_owned(),
            body: "Er zijn 2 nieuwe taken.\n".to_owned(),
        }
    }

    async fn sent(answer: &'static str) -> (Result<(), MailError>, Vec<String>) {
        let (port, heard) = server(answer).await;
        let smtp = Smtp::new(&format!("smtp://127.0.0.1:{port}"), "Wegwijzer <ww@houten.example>");
        let done = smtp.unwrap().send(&mail()).await;
        (done, heard.await.unwrap())
    }

    #[tokio::test]
    async fn a_mail_leaves_with_an_id_that_stays_the_same() {
        let (done, heard) = sent("250 fine").await;
        done.unwrap();
        let has = |line: &str| assert!(heard.iter().any(|h| h == line), "{line} in {heard:#?}");
        has("MAIL FROM:<ww@houten.example>");
        has("RCPT TO:<sami@houten.example>");
        has("Message-ID: <0191@houten.example>");
        has("Subject: Wegwijzer: 2 taken wachten op u");
    }

    #[tokio::test]
    async fn what_a_server_refuses_for_ever_is_not_what_it_refuses_now() {
        let (done, _) = sent("550 nobody").await;
        assert_eq!(done, Err(MailError::Refused("550".to_owned())));
        let (done, _) = sent("451 later").await;
        assert_eq!(done, Err(MailError::NotNow("451".to_owned())));
        let nobody = Smtp::new("smtp://127.0.0.1:1", "ww@houten.example").unwrap();
        assert_eq!(nobody.send(&mail()).await, Err(MailError::NotNow("not_reached".to_owned())));
    }

    #[test]
    fn a_password_never_goes_over_a_network_in_the_clear() {
        let from = "ww@houten.example";
        for good in [
            "smtps://u:p@mail.houten.example:465",
            "smtp://u:p@mail.houten.example:587?tls=required",
            "smtp://localhost:25",
            "smtp://[::1]:25",
        ] {
            assert!(Smtp::new(good, from).is_ok(), "{good}");
        }
        for bad in [
            "smtp://u:p@mail.houten.example:587",
            "smtp://u:p@mail.houten.example:587?tls=opportunistic",
            "smtp://127.0.0.1@mail.houten.example",
            "mail.houten.example",
        ] {
            let error = Smtp::new(bad, from).err().unwrap().to_string();
            assert!(error.starts_with("server: ") && !error.contains("u:p"), "{error}");
        }
        assert!(matches!(Smtp::new("smtp://localhost", "x"), Err(MailSettingsError::From(_))));
    }
}
