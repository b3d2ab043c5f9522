//! Words as descriptions have them: few in almost every one, most in almost none.
//!
//! The law is Zipf's with Mandelbrot's shift, fitted to postings of real boards: of words by how many postings have
//! them, the 50th stands in two of three, the 100th in two of five, the 500th in one of twenty.

/// Distinct made-up words, the first being the most common.
pub const WORDS: u64 = 150_000;
const SHIFT: f64 = 12.0;
const SLOPE: f64 = 1.35;

/// The n-th made-up word: a beginning and up to three syllables.
pub fn word(n: u64) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu",
        "va", "we", "xi", "yo", "zu",
    ];
    let mut rest = n;
    let mut word = String::from("q");
    loop {
        word.push_str(SYLLABLES[(rest % 20) as usize]);
        rest /= 20;
        if rest == 0 {
            return word;
        }
    }
}

/// Draws words by their frequencies in constant time (the alias method).
pub struct Frequencies {
    /// By word: the chance to stay, of 2^32, and where to go otherwise.
    stays: Vec<(u32, u32)>,
}

impl Frequencies {
    pub fn new() -> Frequencies {
        let weights: Vec<f64> =
            (1..=WORDS).map(|rank| (rank as f64 + SHIFT).powf(-SLOPE)).collect();
        let sum: f64 = weights.iter().sum();
        let mut shares: Vec<f64> =
            weights.iter().map(|weight| weight / sum * WORDS as f64).collect();
        let mut stays: Vec<(u32, u32)> = (0..WORDS as u32).map(|word| (u32::MAX, word)).collect();
        let (mut small, mut large): (Vec<usize>, Vec<usize>) =
            (0..WORDS as usize).partition(|&word| shares[word] < 1.0);
        while let (Some(less), Some(&more)) = (small.pop(), large.last()) {
            stays[less] = ((shares[less] * f64::from(u32::MAX)) as u32, more as u32);
            shares[more] -= 1.0 - shares[less];
            if shares[more] < 1.0 {
                large.pop();
                small.push(more);
            }
        }
        Frequencies { stays }
    }

    /// A word by a random number.
    pub fn draw(&self, random: u64) -> usize {
        let at = (((random >> 32) * WORDS) >> 32) as usize;
        let (chance, other) = self.stays[at];
        if random as u32 <= chance { at } else { other as usize }
    }
}
