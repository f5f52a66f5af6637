//! The nouns of the trade: who is in the municipality's care, who cares for them, and what they
//! are invited to. Values and rules only; no clock, no rows, no words in any language.

pub mod catch_up;
pub mod clarity;
pub mod contact;
pub mod course;
pub mod device;
pub mod duplicate;
pub mod hardship;
pub mod household;
pub mod letter;
pub mod own_field;
pub mod own_plan;
pub mod person;
pub mod placement;
pub mod privacy;
pub mod progress;
pub mod proof;
pub mod report;
pub mod shared_phone;
pub mod short_code;
pub mod staff;
pub mod task;
pub mod template;
pub mod trajectory;
