//! What tells that two entries may be one person, written where the facts of people are.

use serde::Serialize;

use super::people::PersonWrite;
use super::{Hex, OverRows, ids, over, run};
use crate::ids::{GemeenteId, PersonId};
use crate::store::seal::Vault;
use crate::store::{Result, Tx};
use crate::text::sought;
use crate::trade::person::PostalAddress;

#[derive(Serialize)]
struct Key {
    person: PersonId,
    kind: &'static str,
    key: Hex,
    gemeente: GemeenteId,
}

over! {
    FORGET_KEYS (id uuid) "
        DELETE FROM person_key WHERE person_id IN (SELECT r.id FROM r)"
}

over! {
    NOTE_KEYS (person uuid, kind text, key bytes, gemeente uuid) "
        INSERT INTO person_key (person_id, kind, gemeente_id, key_hash)
        SELECT r.person, r.kind, r.gemeente, r.key
        FROM r
        WHERE TRUE
        ON CONFLICT (person_id, kind) DO NOTHING"
}

// An address is of many people, and so is what more than twenty share: that says nothing.
over! {
    NOTE_PAIRS (person uuid, kind text, key bytes, gemeente uuid) "
        INSERT INTO person_pair (person_id, other_id, gemeente_id)
        SELECT CASE WHEN r.person < k.person_id THEN r.person ELSE k.person_id END,
               CASE WHEN r.person < k.person_id THEN k.person_id ELSE r.person END,
               r.gemeente
        FROM r
        CROSS JOIN person_key k
        WHERE k.gemeente_id = r.gemeente
          AND k.kind = r.kind
          AND k.key_hash = r.key
          AND k.person_id <> r.person
          AND r.kind <> 'postal'
          AND (SELECT COUNT(*)
               FROM (SELECT 1 AS one
                     FROM person_key c
                     WHERE c.gemeente_id = r.gemeente AND c.kind = r.kind AND c.key_hash = r.key
                     LIMIT 21) few) <= 20
        ON CONFLICT (person_id, other_id) DO NOTHING"
}

/// For the test that reads every plan.
pub(super) static ALL: &[(&str, &OverRows)] = &[
    ("duplicates FORGET_KEYS", &FORGET_KEYS),
    ("duplicates NOTE_KEYS", &NOTE_KEYS),
    ("duplicates NOTE_PAIRS", &NOTE_PAIRS),
];

/// By what each of these people is recognised from now on, and with whom they have it in common.
pub async fn note(tx: &mut Tx, gemeente: GemeenteId, people: &[PersonWrite]) -> Result<()> {
    let mut keys = Vec::new();
    for person in people {
        for (kind, key) in keys_of(tx.vault(), person)? {
            keys.push(Key { person: person.id, kind, key, gemeente });
        }
    }
    run(tx, &FORGET_KEYS, &ids(people.iter().map(|person| person.id.0))).await?;
    run(tx, &NOTE_KEYS, &keys).await?;
    run(tx, &NOTE_PAIRS, &keys).await
}

fn keys_of(vault: &Vault, person: &PersonWrite) -> Result<Vec<(&'static str, Hex)>> {
    let mut name = sought::words(&person.name);
    // "Amina Haddad" is "Haddad Amina"
    name.sort();
    let mut facts = vec![("name", name.join(" "))];
    if let Some(phone) = &person.phone {
        facts.push(("phone", text(vault.open("person.phone_sealed", &phone.0)?)));
    }
    if let Some(email) = &person.email {
        facts.push(("email", text(vault.open("person.email_sealed", &email.0)?).to_lowercase()));
    }
    if let Some(postal) = &person.postal {
        let postal: PostalAddress = vault.open_json("person.postal_sealed", &postal.0)?;
        let (postcode, number) = (spared(&postal.postcode), spared(&postal.house_number));
        if !postcode.is_empty() && !number.is_empty() {
            facts.push(("postal", format!("{postcode} {number}")));
        }
    }
    let known = facts.into_iter().filter(|(_, fact)| !fact.is_empty());
    Ok(known
        .map(|(kind, fact)| (kind, Hex(vault.hash("person_key", &format!("{kind}:{fact}")))))
        .collect())
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Letters and digits, in lower case.
fn spared(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
