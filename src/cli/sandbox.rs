//! `wegwijzer sandbox`: the two platforms on loopback, by themselves, to try a `serve` against.

use std::process::ExitCode;

use super::serve::stop_signal;
use crate::clock::Clock;
use crate::message::ChannelKind;
use crate::sandbox::{Behaviour, PhoneSpec, Sandbox, Settings};
use crate::trade::person::Language;

/// Play Telegram's and WhatsApp's servers on loopback, with two phones to use.
#[derive(Debug, clap::Args)]
pub struct SandboxArgs {
    /// Port of the page with the phones.
    #[arg(long, default_value_t = 8090)]
    pub port: u16,
    /// Port of the Bot API.
    #[arg(long, default_value_t = 8091)]
    pub telegram_port: u16,
    /// Port of the Cloud API.
    #[arg(long, default_value_t = 8092)]
    pub whatsapp_port: u16,
    /// Where WhatsApp's webhooks go.
    #[arg(long, default_value = "http://127.0.0.1:8080/webhooks/whatsapp")]
    pub whatsapp_webhook: String,
}

/// Runs the command until Ctrl-C.
///
/// # Errors
/// When a port is in use.
pub async fn run(args: &SandboxArgs) -> anyhow::Result<ExitCode> {
    super::logs::start(&crate::config::Log::default());
    let mut settings = Settings::new(Clock::system());
    settings.telegram_port = args.telegram_port;
    settings.whatsapp_port = args.whatsapp_port;
    let whatsapp = settings.whatsapp.clone();
    let token = settings.telegram_token.clone();
    let sandbox = Sandbox::start(settings).await?;
    sandbox.set_whatsapp_webhook(args.whatsapp_webhook.clone());
    for (id, kind, handle) in
        [("t1", ChannelKind::Telegram, "5550001"), ("w1", ChannelKind::Whatsapp, "31600000001")]
    {
        sandbox.add_phone(PhoneSpec {
            id: id.to_owned(),
            owner: "Bezoeker".to_owned(),
            kind,
            handle: handle.to_owned(),
            language: Language::Nl,
            behaviour: Behaviour::Visitor,
            started: false,
        });
    }
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", args.port)).await?;
    println!("Telefoons      http://127.0.0.1:{}/telefoons", args.port);
    println!("\n[[channel]]\nid = \"telegram\"\nkind = \"telegram\"");
    println!("api_url = \"{}\"\ntoken = \"{token}\"", sandbox.telegram_url());
    println!(
        "webhook_secret = \"choose-one\"\n\n[[channel]]\nid = \"whatsapp\"\nkind = \"whatsapp\""
    );
    println!("base_url = \"{}\"", sandbox.whatsapp_url());
    println!("phone_number_id = \"{}\"", whatsapp.phone_number_id);
    println!("business_account_id = \"{}\"", whatsapp.business_account_id);
    println!("access_token = \"{}\"", whatsapp.access_token);
    println!("app_secret = \"{}\"", whatsapp.app_secret);
    println!("verify_token = \"{}\"", whatsapp.verify_token);
    let mut stop = stop_signal();
    axum::serve(listener, sandbox.router())
        .with_graceful_shutdown(async move {
            let _ = stop.wait_for(|stop| *stop).await;
        })
        .await?;
    Ok(ExitCode::SUCCESS)
}
