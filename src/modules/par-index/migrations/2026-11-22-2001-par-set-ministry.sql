-- Bộ tiêu chí for ministries (cấp bộ) is a block of its own: kept to be read, no unit of a province is scored by it.
-- Safe on a live system: the check is widened.
alter table par_set drop constraint par_set_block_check;
alter table par_set add constraint par_set_block_check
  check (block in ('province', 'ministry', 'so-ban-nganh', 'nganh-doc', 'don-vi-su-nghiep', 'huyen', 'xa'));
