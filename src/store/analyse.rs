//! Counting anew, after many rows came at once.

use super::{Db, Pool, Result};

impl Db {
    /// Lets PostgreSQL look at what it has, as it does by itself within some minutes: until then its
    /// plans are made for the tables as they were. The embedded database plans without counting.
    ///
    /// # Errors
    /// When the database refuses or vanished.
    pub async fn count_anew(&self) -> Result<()> {
        if let Pool::Postgres { readers, .. } = &self.pool {
            sqlx::raw_sql("ANALYZE").execute(readers).await?;
        }
        Ok(())
    }
}
