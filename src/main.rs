//! Arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;
use wegwijzer::cli;

/// Keeps the contact alive between a municipality and its inburgeraars.
#[derive(Debug, Parser)]
#[command(name = "wegwijzer", version, about)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Backup(cli::backup::BackupArgs),
    Restore(cli::backup::RestoreArgs),
    Doctor(cli::doctor::DoctorArgs),
    Inbox(cli::inbox::InboxArgs),
    Bench(cli::bench::BenchArgs),
    #[command(hide = true)]
    BenchLoad(cli::bench::load::LoadArgs),
    #[command(hide = true)]
    BenchService(cli::bench::service::ServiceArgs),
    Audit(cli::audit::AuditArgs),
    Courses(cli::courses::CoursesArgs),
    Demo(cli::demo::DemoArgs),
    Serve(cli::serve::ServeArgs),
    Chat(cli::chat::ChatArgs),
    Check(cli::check::CheckArgs),
    Erase(cli::erase::EraseArgs),
    Export(cli::export::ExportArgs),
    Graph(cli::graph::GraphArgs),
    Import(cli::import_dialogs::ImportCommand),
    Invite(cli::invite::InviteArgs),
    Inzage(cli::inzage::InzageArgs),
    Letters(cli::letters::LettersArgs),
    Prove(cli::prove::ProveArgs),
    Publish(cli::publish::PublishArgs),
    Replay(cli::replay::ReplayArgs),
    Staff(cli::staff::StaffArgs),
    Story(cli::story::StoryArgs),
    Sandbox(cli::sandbox::SandboxArgs),
    Templates(cli::templates::TemplatesArgs),
    Texts(cli::texts::TextsArgs),
    Trail(cli::trail::TrailArgs),
    #[cfg(feature = "letters-pdf")]
    #[command(hide = true)]
    Typeset(cli::typeset::TypesetArgs),
}

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    if !matches!(args.command, Command::Serve(_) | Command::Demo(_) | Command::Sandbox(_)) {
        cli::closed_pipe::end_quietly();
    }
    let done = match &args.command {
        Command::Backup(args) => cli::backup::back_up(args).await,
        Command::Restore(args) => cli::backup::restore(args).await,
        Command::Doctor(args) => cli::doctor::run(args).await,
        Command::Inbox(args) => cli::inbox::run(args).await,
        Command::Bench(args) => cli::bench::run(args).await,
        Command::BenchLoad(args) => cli::bench::load::run(args).await,
        Command::BenchService(args) => cli::bench::service::run(args).await,
        Command::Audit(args) => cli::audit::run(args).await,
        Command::Courses(args) => cli::courses::run(args).await,
        Command::Demo(args) => cli::demo::run(args).await,
        Command::Serve(args) => cli::serve::run(args).await,
        Command::Chat(args) => cli::chat::run(args),
        Command::Check(args) => cli::check::run(args).await,
        Command::Erase(args) => cli::erase::run(args).await,
        Command::Export(args) => cli::export::run(args).await,
        Command::Graph(args) => cli::graph::run(args),
        Command::Import(args) => cli::import_dialogs::run_either(args).await,
        Command::Invite(args) => cli::invite::run(args).await,
        Command::Inzage(args) => cli::inzage::run(args).await,
        Command::Letters(args) => cli::letters::run(args).await,
        Command::Prove(args) => cli::prove::run(args),
        Command::Publish(args) => cli::publish::run(args).await,
        Command::Replay(args) => cli::replay::run(args).await,
        Command::Staff(args) => cli::staff::run(args).await,
        Command::Story(args) => cli::story::run(args),
        Command::Sandbox(args) => cli::sandbox::run(args).await,
        Command::Templates(args) => cli::templates::run(args).await,
        Command::Texts(args) => cli::texts::run(args).await,
        Command::Trail(args) => cli::trail::run(args).await,
        #[cfg(feature = "letters-pdf")]
        Command::Typeset(args) => cli::typeset::run(args),
    };
    done.unwrap_or_else(|error| {
        eprintln!("wegwijzer: {error:#}");
        ExitCode::from(2)
    })
}
