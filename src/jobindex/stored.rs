//! How the parts of a segment are written to a file and read again: numbers in little-endian order, lists with their
//! lengths before them.

use super::column::Column;
use super::employers::Employers;
use super::facet_slots::FacetSlots;
use super::lists::Lists;
use super::names::Names;
use super::prefixes::Prefixes;
use super::segment::{Pay, Places, Segment};
use super::shapes::{Half, Shapes};
use super::sites::Sites;
use super::terms::Terms;
use super::tokens::Tokens;
use crate::eligibility::{Site, Stated};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Error, ErrorKind, Read, Write};
use std::sync::Arc;

/// Numbers moved at once.
const CHUNK: usize = 4096;

/// Something that is written to a file. What is read is as long as it says, which holds where the file's checksum
/// does.
pub(super) trait Stored: Sized {
    fn write(&self, out: &mut impl Write) -> io::Result<()>;
    fn read(from: &mut impl Read) -> io::Result<Self>;
}

macro_rules! numbers {
    ($number:ty) => {
        impl Stored for $number {
            fn write(&self, out: &mut impl Write) -> io::Result<()> {
                out.write_all(&self.to_le_bytes())
            }

            fn read(from: &mut impl Read) -> io::Result<$number> {
                let mut bytes = [0; size_of::<$number>()];
                from.read_exact(&mut bytes)?;
                Ok(<$number>::from_le_bytes(bytes))
            }
        }

        impl Stored for Vec<$number> {
            fn write(&self, out: &mut impl Write) -> io::Result<()> {
                (self.len() as u64).write(out)?;
                let mut bytes = Vec::with_capacity(CHUNK * size_of::<$number>());
                for chunk in self.chunks(CHUNK) {
                    bytes.clear();
                    chunk.iter().for_each(|number| bytes.extend(number.to_le_bytes()));
                    out.write_all(&bytes)?;
                }
                Ok(())
            }

            fn read(from: &mut impl Read) -> io::Result<Vec<$number>> {
                let len = u64::read(from)? as usize;
                let mut numbers = Vec::new();
                numbers.try_reserve_exact(len).map_err(Error::other)?;
                let mut bytes = vec![0; CHUNK * size_of::<$number>()];
                while numbers.len() < len {
                    let count = (len - numbers.len()).min(CHUNK);
                    let bytes = &mut bytes[..count * size_of::<$number>()];
                    from.read_exact(bytes)?;
                    let (each, _) = bytes.as_chunks();
                    numbers.extend(each.iter().map(|bytes| <$number>::from_le_bytes(*bytes)));
                }
                Ok(numbers)
            }
        }

        impl Stored for Vec<Vec<$number>> {
            fn write(&self, out: &mut impl Write) -> io::Result<()> {
                (self.len() as u64).write(out)?;
                self.iter().try_for_each(|inner| inner.write(out))
            }

            fn read(from: &mut impl Read) -> io::Result<Vec<Vec<$number>>> {
                (0..u64::read(from)?).map(|_| Stored::read(from)).collect()
            }
        }
    };
}

numbers!(u8);
numbers!(u32);
numbers!(u64);

impl Stored for String {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        (self.len() as u64).write(out)?;
        out.write_all(self.as_bytes())
    }

    fn read(from: &mut impl Read) -> io::Result<String> {
        String::from_utf8(Vec::read(from)?).map_err(|_| Error::from(ErrorKind::InvalidData))
    }
}

impl Stored for Vec<[u32; 2]> {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        self.as_flattened().to_vec().write(out)
    }

    fn read(from: &mut impl Read) -> io::Result<Vec<[u32; 2]>> {
        let flat: Vec<u32> = Vec::read(from)?;
        Ok(flat.as_chunks().0.to_vec())
    }
}

/// Few and small: as JSON.
fn write_json(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_string(value)?.write(out)
}

fn read_json<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<T> {
    Ok(serde_json::from_str(&String::read(from)?)?)
}

impl Stored for Vec<Site> {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        write_json(self, out)
    }

    fn read(from: &mut impl Read) -> io::Result<Vec<Site>> {
        read_json(from)
    }
}

impl Stored for Vec<Arc<Stated>> {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let plain: Vec<&Stated> = self.iter().map(|stated| &**stated).collect();
        write_json(&plain, out)
    }

    fn read(from: &mut impl Read) -> io::Result<Vec<Arc<Stated>>> {
        let plain: Vec<Stated> = read_json(from)?;
        Ok(plain.into_iter().map(Arc::new).collect())
    }
}

macro_rules! fields {
    ($name:ident { $($field:ident),+ }) => {
        impl Stored for $name {
            fn write(&self, out: &mut impl Write) -> io::Result<()> {
                $(self.$field.write(out)?;)+
                Ok(())
            }

            fn read(from: &mut impl Read) -> io::Result<$name> {
                Ok($name { $($field: Stored::read(from)?),+ })
            }
        }
    };
}

fields!(Column { len, least, places, bits });
fields!(Tokens { text, ends });
fields!(Lists { long, width, lens, starts, rows, runs, shared });
fields!(Names { texts, words, starts, of_slot, slots });
fields!(Employers { names, by_slug, slugs });
fields!(Sites { sites, of_slot, slots });
fields!(Half { of_slot, shapes });
fields!(Shapes { requirements, whereabouts });
fields!(Places { published, ids, by_id });
fields!(Pay { minimum, maximum, by_maximum });
fields!(Prefixes { texts, rows });
fields!(Terms { tokens, anywhere, titled, title, prefixes });
fields!(Segment { places, pay, marks, terms, facets, shapes, titles, employers, sites, towns });

impl Stored for FacetSlots {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        self.0.write(out)
    }

    fn read(from: &mut impl Read) -> io::Result<FacetSlots> {
        Lists::read(from).map(FacetSlots)
    }
}
