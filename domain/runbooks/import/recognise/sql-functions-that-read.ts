/** Functions of Postgres itself that only compute or look. A function that is not here may do anything its author wished. */
const NAMES = new Set(
  (
    'abs age any_value array_agg array_length array_position array_to_string ascii avg bit_length bool_and bool_or btrim ceil ceiling char_length ' +
    'clock_timestamp coalesce col_description concat concat_ws convert_from corr count cume_dist current_catalog current_database current_role ' +
    'current_schema current_schemas current_setting current_timestamp current_user date_bin date_part date_trunc decode dense_rank div encode every exp ' +
    'extract first_value floor format format_type gen_random_uuid generate_series generate_subscripts greatest host inet_client_addr inet_server_addr ' +
    'inet_server_port initcap isfinite jsonb_pretty justify_days justify_hours justify_interval lag last_value lead least left length ln localtimestamp ' +
    'log lower lpad ltrim make_date make_interval make_timestamp max md5 min mod mode now nth_value ntile nullif num_nonnulls num_nulls obj_description ' +
    'octet_length percent_rank percentile_cont percentile_disc pg_backend_pid pg_blocking_pids pg_char_to_encoding pg_client_encoding pg_column_size ' +
    'pg_conf_load_time pg_current_wal_insert_lsn pg_current_wal_lsn pg_current_wal_flush_lsn pg_current_xact_id pg_database_size pg_encoding_to_char ' +
    'pg_get_expr pg_get_userbyid pg_index_column_has_property pg_indexes_size pg_is_in_recovery pg_is_wal_replay_paused pg_last_wal_receive_lsn ' +
    'pg_last_wal_replay_lsn pg_last_xact_replay_timestamp pg_lock_status pg_my_temp_schema pg_partition_tree pg_postmaster_start_time ' +
    'pg_relation_filepath pg_relation_size pg_safe_snapshot_blocking_pids pg_size_bytes pg_size_pretty pg_table_is_visible ' +
    'pg_table_size pg_tablespace_location pg_tablespace_size pg_total_relation_size pg_typeof pg_wal_lsn_diff pg_walfile_name pi position power quote_ident ' +
    'quote_literal quote_nullable random rank regr_slope repeat replace reverse right round row row_number row_to_json rpad rtrim session_user similar_to_escape ' +
    'shobj_description sign split_part sqrt starts_with statement_timestamp stddev stddev_pop stddev_samp string_agg string_to_array strpos substr ' +
    'substring sum timezone timeofday to_char to_date to_hex to_json to_jsonb to_number to_regclass to_timestamp transaction_timestamp translate trim ' +
    'trunc txid_current_if_assigned txid_current_snapshot txid_snapshot_xmin unnest upper user var_pop var_samp variance version width_bucket xmlagg'
  ).split(' '),
);
const JSON_ENDINGS =
  'agg|build_object|build_array|object_agg|array_elements|array_elements_text|array_length|each|each_text|extract_path|extract_path_text|object_keys|typeof|strip_nulls|to_record|to_recordset';
const DEFINITIONS =
  'constraintdef|expr|function_arguments|function_identity_arguments|function_result|function_sqlbody|functiondef|indexdef|partition_constraintdef|partkeydef|ruledef|serial_sequence|statisticsobjdef|triggerdef|userbyid|viewdef';
const STATES = 'backend_memory_contexts|keywords|publication_tables|replication_slots|wal_replay_pause_state';
const STATISTICS =
  'activity|backend_activity|backend_idset|backend_pid|dead_tuples|live_tuples|numscans|progress_info|snapshot_timestamp|wal_receiver|wal_senders';
const OWNED = 'any_column|column|database|foreign_data_wrapper|function|language|parameter|schema|sequence|server|table|tablespace|type';
/** Whole names all of them: whoever may create a function may give it any name that begins like these. */
const FAMILIES = new RegExp(
  `^(?:jsonb?_(?:${JSON_ENDINGS})|jsonb_path_(?:query|exists|query_array|query_first)|array_(?:append|cat|dims|lower|ndims|positions|prepend|remove|upper)|` +
    `regexp_(?:count|instr|like|match|matches|replace|split_to_array|split_to_table|substr)|has_(?:${OWNED})_privilege|` +
    `pg_get_(?:${DEFINITIONS}|${STATES})|pg_stat_get_(?:${STATISTICS}))$`,
);

/** Whether Postgres itself says of a function that it only reads. */
export function onlyReads(path: string[]): boolean {
  const name = path.at(-1) ?? '';
  if (path.length > 1 && path.at(-2) !== 'pg_catalog') return false;
  return NAMES.has(name) || FAMILIES.test(name);
}
