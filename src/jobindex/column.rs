//! A number for every slot, stored with as many bits as the numbers around it need.

/// Numbers that share a width.
const BLOCK: usize = 128;
/// Wider numbers are unpacked one by one.
const MOST_BITS: usize = 32;

/// Numbers by slot.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Column {
    pub(super) len: u64,
    /// By block: its smallest number.
    pub(super) least: Vec<u64>,
    /// By block: the word of `bits` it starts in, and in the lowest byte how many bits a number has.
    pub(super) places: Vec<u64>,
    pub(super) bits: Vec<u64>,
}

impl Column {
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// The number of a slot.
    #[inline]
    pub fn get(&self, slot: u32) -> u64 {
        let (block, within) = (slot as usize / BLOCK, slot as usize % BLOCK);
        let place = self.places[block];
        let (start, width) = ((place >> 8) as usize, (place & 0xFF) as usize);
        let from = within * width;
        let (word, shift) = (start + from / 64, from % 64);
        // Words behind the last keep this free of a question.
        let pair = u128::from(self.bits[word]) | u128::from(self.bits[word + 1]) << 64;
        let mask = (1u128 << width) - 1;
        self.least[block] + (pair >> shift & mask) as u64
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = u64> + '_ {
        let mut reading = self.reading();
        (0..self.len as u32).map(move |slot| reading.get(slot))
    }

    /// For who asks for most of the numbers, in the order of their slots.
    pub fn reading(&self) -> Reading<'_> {
        Reading { column: self, block: usize::MAX, numbers: [0; BLOCK] }
    }

    /// All numbers of a block; those behind the last slot mean nothing.
    fn unpack(&self, block: usize, numbers: &mut [u64; BLOCK]) {
        let (least, place) = (self.least[block], self.places[block]);
        let (start, width) = ((place >> 8) as usize, (place & 0xFF) as usize);
        if width > MOST_BITS {
            let slots = (block * BLOCK) as u32..self.len as u32;
            numbers.iter_mut().zip(slots).for_each(|(number, slot)| *number = self.get(slot));
            return;
        }
        let (mask, bits) = ((1 << width) - 1, &self.bits[start..]);
        let (mut held, mut count, mut next) = (0u128, 0, 0);
        for number in numbers {
            if count < width {
                held |= u128::from(bits.get(next).copied().unwrap_or_default()) << count;
                next += 1;
                count += 64;
            }
            *number = least + (held as u64 & mask);
            held >>= width;
            count -= width;
        }
    }

    fn push_block(&mut self, block: &[u64]) {
        let least = block.iter().copied().min().unwrap_or_default();
        let most = block.iter().copied().max().unwrap_or_default();
        let width = (u64::BITS - (most - least).leading_zeros()) as usize;
        let start = self.bits.len();
        self.len += block.len() as u64;
        self.least.push(least);
        self.places.push((start as u64) << 8 | width as u64);
        self.bits.resize(start + (block.len() * width).div_ceil(64), 0);
        for (at, number) in block.iter().enumerate().filter(|_| width > 0) {
            let from = at * width;
            let (word, shift) = (start + from / 64, from % 64);
            let shifted = u128::from(number - least) << shift;
            self.bits[word] |= shifted as u64;
            if shift + width > 64 {
                self.bits[word + 1] |= (shifted >> 64) as u64;
            }
        }
    }
}

/// The block of a column that was asked for last, unpacked.
pub(super) struct Reading<'a> {
    column: &'a Column,
    block: usize,
    numbers: [u64; BLOCK],
}

impl Reading<'_> {
    #[inline]
    pub fn get(&mut self, slot: u32) -> u64 {
        let (block, within) = (slot as usize / BLOCK, slot as usize % BLOCK);
        if block != self.block {
            self.column.unpack(block, &mut self.numbers);
            self.block = block;
        }
        self.numbers[within]
    }
}

/// Numbers from the first slot on.
impl FromIterator<u64> for Column {
    fn from_iter<T: IntoIterator<Item = u64>>(numbers: T) -> Column {
        let mut column = Column::default();
        let mut numbers = numbers.into_iter();
        let mut block = Vec::with_capacity(BLOCK);
        loop {
            block.clear();
            block.extend(numbers.by_ref().take(BLOCK));
            if block.is_empty() {
                break;
            }
            column.push_block(&block);
        }
        column.bits.extend([0, 0]);
        column.least.shrink_to_fit();
        column.places.shrink_to_fit();
        column.bits.shrink_to_fit();
        column
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_column_is_what_it_was_made_of(
            numbers in prop_oneof![
                vec(prop_oneof![any::<u64>(), 0..9u64, Just(7)], 0..600),
                vec(0..5000u64, 0..600),
            ],
        ) {
            let column: Column = numbers.iter().copied().collect();
            prop_assert_eq!(column.len(), numbers.len());
            prop_assert!(column.iter().eq(numbers.iter().copied()));
            let each = (0..numbers.len() as u32).zip(&numbers);
            prop_assert!(each.clone().all(|(slot, &number)| column.get(slot) == number));
            let mut reading = column.reading();
            prop_assert!(each.rev().all(|(slot, &number)| reading.get(slot) == number));
        }
    }
}
