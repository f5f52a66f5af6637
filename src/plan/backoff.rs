//! How long to wait before trying to deliver again.
//!
//! Machine time, not civil: a platform's bad minute has nothing to do with quiet hours. Promises
//! the same wait for the same attempt and seed; counts nothing itself and never gives up.

use chrono::TimeDelta;

/// The longest wait between two deliveries of one part.
pub const LONGEST: TimeDelta = TimeDelta::minutes(10);

/// The longest wait for one pair of sender and receiver.
pub const LONGEST_FOR_PAIR: TimeDelta = TimeDelta::hours(1);

/// The wait after failed attempt number `attempt` (counted from 1): 2 s, 4 s, 8 s ... up to
/// [`LONGEST`], shortened by up to a quarter so that parts that failed together do not return
/// together. `seed` belongs to the part, so that the wait is the same after a crash.
pub fn after(attempt: u32, seed: u64) -> TimeDelta {
    let whole = 2_i64
        .checked_pow(attempt.max(1))
        .and_then(TimeDelta::try_seconds)
        .map_or(LONGEST, |wait| wait.min(LONGEST));
    let per_mille = (scatter(seed ^ u64::from(attempt).rotate_left(32)) % 251) as i32;
    whole - whole * per_mille / 1000
}

/// The wait after WhatsApp error 131056, "too many messages to this pair", counted from 0: 4 to the
/// power of `attempt` in seconds, up to [`LONGEST_FOR_PAIR`].
/// Source: WhatsApp Cloud API documentation on pair rate limits; that X begins at 0 is our reading.
pub fn pair_backoff(attempt: u32) -> TimeDelta {
    4_i64
        .checked_pow(attempt)
        .and_then(TimeDelta::try_seconds)
        .map_or(LONGEST_FOR_PAIR, |wait| wait.min(LONGEST_FOR_PAIR))
}

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): neighbouring seeds end far apart.
fn scatter(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_pair_wait_grows_by_four_up_to_an_hour() {
        let seconds: Vec<i64> = (0..8).map(|n| pair_backoff(n).num_seconds()).collect();
        assert_eq!(seconds, [1, 4, 16, 64, 256, 1024, 3600, 3600]);
        assert_eq!(pair_backoff(u32::MAX), LONGEST_FOR_PAIR);
    }

    #[test]
    fn parts_that_failed_together_return_apart() {
        let waits: std::collections::HashSet<_> = (0..100).map(|seed| after(8, seed)).collect();
        assert!(waits.len() > 50, "only {} different waits", waits.len());
    }

    proptest! {
        #[test]
        fn a_wait_doubles_within_a_quarter_and_never_passes_its_cap(
            attempt in 0_u32..100, seed in any::<u64>(),
        ) {
            let wait = after(attempt, seed);
            let whole = TimeDelta::seconds(1 << attempt.clamp(1, 20)).min(LONGEST);
            prop_assert!(wait <= whole && wait >= whole * 3 / 4, "{wait} for {whole}");
            prop_assert_eq!(after(attempt, seed), wait);
        }
    }
}
