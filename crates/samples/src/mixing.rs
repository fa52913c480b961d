//! Randomness without a state: `SplitMix64` over the parts, and names that are ids.

use uuid::Uuid;

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
const NAMESPACE: Uuid = Uuid::from_u128(0x6f1b_2b1e_0c55_5f0e_9a34_3d1c_2a7b_9e01);

/// One number for a seed, an index and a purpose.
pub fn mix(parts: &[u64]) -> u64 {
    parts.iter().fold(GOLDEN, |state, part| {
        let z = (state ^ part).wrapping_add(GOLDEN);
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    })
}

/// The id of a thing by its name.
pub fn id(name: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, name.as_bytes())
}

/// The id of a thing whose name is only its own among things of its kind.
pub fn id_of(kind: &str, name: &str) -> Uuid {
    id(&format!("{kind}:{name}"))
}
