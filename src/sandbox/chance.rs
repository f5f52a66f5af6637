//! Chance that repeats itself: the same seed gives the same day.
//!
//! Splitmix64 (Steele, Lea, Flood 2014), because it fits in ten lines and the sandbox needs no
//! more. Never for anything that must be secret.

/// A stream of numbers, fixed by its seed.
#[derive(Clone, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    /// The stream for one subject under `seed`: what happens to one phone does not depend on the
    /// order in which other phones were touched.
    pub(super) fn about(seed: u64, subject: &str) -> Self {
        // FNV-1a: short, and stable between Rust versions (the standard hasher promises neither).
        let hash = subject.bytes().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| {
            (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)
        });
        Self(seed ^ hash)
    }

    /// Any number.
    pub(super) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to, not including, `n`; 0 when `n` is 0.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.number().checked_rem(n).unwrap_or(0)
    }

    /// From `low` up to, not including, `high`.
    pub(super) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low))
    }

    /// From 0 up to, not including, 1.
    pub(super) fn fraction(&mut self) -> f64 {
        (self.number() >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_and_subject_give_the_same_stream_and_others_do_not() {
        let stream = |seed, subject| {
            let mut chance = Chance::about(seed, subject);
            [chance.number(), chance.number(), chance.number()]
        };
        assert_eq!(stream(7, "samira"), stream(7, "samira"));
        assert_ne!(stream(7, "samira"), stream(8, "samira"));
        assert_ne!(stream(7, "samira"), stream(7, "yusuf"));
        let mut chance = Chance::about(1, "range");
        assert!((0..1000).all(|_| (3..9).contains(&chance.between(3, 9))));
        assert!((0..1000).all(|_| (0.0..1.0).contains(&chance.fraction())));
        assert_eq!(chance.below(0), 0);
    }
}
