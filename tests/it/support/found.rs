//! Founds a town from inside, at the time of its own clock: commands know the real time only.

use wegwijzer::acts::import::columns::ColumnMap;
use wegwijzer::acts::register_address::register_address;
use wegwijzer::cli::import::{Kind, Target, import};
use wegwijzer::dialog::content::Content;
use wegwijzer::ids::GemeenteId;
use wegwijzer::message::ChannelKind::Telegram;
use wegwijzer::message::{ChannelId, Handle};
use wegwijzer::store::{Db, addresses, gemeenten, people};
use wegwijzer::work::content::read_files;

use super::town::Town;

/// The database of a town that nobody has served yet.
pub async fn first_open(town: &Town) -> Db {
    std::fs::create_dir_all(town.folder().join("data")).unwrap();
    town.db().await
}

/// Its municipality.
pub async fn gemeente(town: &Town, db: &Db) -> GemeenteId {
    let now = town.played.clock.civil();
    let mut tx = db.begin().await.unwrap();
    let gemeente = gemeenten::ensure(&mut tx, "GM9999", "Voorbeeldstad", now).await.unwrap();
    tx.commit().await.unwrap();
    gemeente
}

/// Imports a file; it must be good.
pub async fn bring_in(town: &Town, db: &Db, kind: Kind, file: &str) {
    let gemeente = gemeente(town, db).await;
    let folder = town.folder();
    let files = read_files(&folder.join("dialogs"), &folder.join("locales")).unwrap();
    let content = Content::load(&files).unwrap();
    let whatsapp = ChannelId("whatsapp".to_owned());
    let target = Target { db, gemeente, whatsapp: Some(&whatsapp), policies: &content.policies };
    let (map, clock) = (ColumnMap::default(), &town.played.clock);
    let done = import(file.as_bytes(), kind, &map, false, target, clock).await.unwrap();
    assert!(done.stored, "{}", done.in_words("file.csv".as_ref()));
}

/// These people (klantnummer, chat) opened the chat with the bot long ago.
pub async fn link_chats(town: &Town, db: &Db, chats: &[(String, String)]) {
    let gemeente = gemeente(town, db).await;
    let now = town.played.clock.civil();
    let channel = ChannelId("telegram".to_owned());
    let mut tx = db.begin().await.unwrap();
    let all: std::collections::BTreeMap<_, _> =
        people::keys(&mut tx, gemeente).await.unwrap().into_iter().collect();
    for (klantnummer, chat) in chats {
        let (person, handle) = (all[klantnummer], Handle::TelegramChat(chat.clone()));
        register_address(&mut tx, person, (&channel, Telegram), &handle, now).await.unwrap();
        let found = addresses::find(&mut tx, &channel, &handle).await.unwrap().unwrap();
        addresses::note_writing(&mut tx, found.address_id, now).await.unwrap();
    }
    tx.commit().await.unwrap();
}
