//! What acts do to rows, on every database at hand.

mod budget;
mod correct_number;
mod corrections;
mod enrolments;
mod letters;
mod merging;
mod numbers;
mod people;
mod presence;
mod quiet;
mod sessions;
mod shared_phones;
mod town;
mod waiting;
mod who_stops;
