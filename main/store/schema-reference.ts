/**
 * What the schema reference names: every table with its columns, every index with its columns, every trigger. Test data;
 * the schema may have more (docs/database.md says what and why), never less.
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const REFERENCE_TABLES: Readonly<Record<string, readonly string[]>> = {
  movies: words(`
    id title original_title sort_title year tmdb_id imdb_id plot outline tagline mpaa premiered user_rating
    set_id file_path nfo_hash nfo_parsed_at state enriched_at enrichment_priority has_unpublished_changes
    last_published_at published_nfo_hash deleted_on title_locked original_title_locked sort_title_locked
    year_locked plot_locked outline_locked tagline_locked mpaa_locked premiered_locked user_rating_locked
    set_id_locked actors_locked directors_locked writers_locked genres_locked studios_locked tags_locked
    countries_locked poster_locked fanart_locked banner_locked clearlogo_locked clearart_locked discart_locked
    created_at updated_at
  `),
  series: words(`
    id title original_title sort_title year tmdb_id tvdb_id imdb_id plot outline mpaa series_status premiered
    user_rating directory_path nfo_hash nfo_parsed_at state enriched_at enrichment_priority
    has_unpublished_changes last_published_at published_nfo_hash deleted_on title_locked original_title_locked
    sort_title_locked year_locked plot_locked outline_locked mpaa_locked series_status_locked premiered_locked
    user_rating_locked actors_locked directors_locked genres_locked studios_locked tags_locked poster_locked
    fanart_locked banner_locked clearlogo_locked created_at updated_at
  `),
  episodes: words(`
    id series_id season_number episode_number display_season display_episode title plot outline aired
    user_rating file_path nfo_hash nfo_parsed_at state enriched_at enrichment_priority has_unpublished_changes
    last_published_at published_nfo_hash deleted_on title_locked plot_locked outline_locked aired_locked
    user_rating_locked actors_locked directors_locked writers_locked thumb_locked created_at updated_at
  `),
  asset_candidates: words(`
    id entity_type entity_id asset_type provider provider_url provider_metadata width height duration_seconds
    file_size is_downloaded cache_path content_hash perceptual_hash is_selected is_rejected selected_by
    selected_at auto_score created_at updated_at
  `),
  cache_inventory: words(`
    id content_hash file_path file_size asset_type mime_type reference_count first_used_at last_used_at
    orphaned_at width height perceptual_hash created_at
  `),
  asset_selection_config: words(`
    id library_id asset_type min_count max_count min_width min_height prefer_language weight_resolution
    weight_votes weight_language weight_provider phash_similarity_threshold provider_priority created_at
    updated_at
  `),
  rejected_assets: words('id provider provider_url asset_type rejected_at reason'),
  unknown_files: words(`
    id entity_type entity_id file_path file_name file_size file_extension mime_type discovered_at
  `),
  completeness_config: words(`
    id media_type required_fields required_posters required_fanart required_landscape required_keyart
    required_banners required_clearart required_clearlogo required_discart required_trailers required_subtitles
    required_themes created_at updated_at
  `),
  library_automation_config: words(`
    library_id automation_mode auto_enrich auto_select_assets auto_publish webhook_enabled webhook_auto_publish
    created_at updated_at
  `),
  publish_log: words(`
    id entity_type entity_id published_at published_by success error_message nfo_content nfo_hash
    assets_published duration_ms created_at
  `),
  job_queue: words(`
    id job_type priority status payload retry_count max_retries error_message created_at started_at completed_at
  `),
  video_streams: words(`
    id entity_type entity_id codec aspect_ratio width height duration_seconds bitrate framerate hdr_type
    color_space file_size scanned_at created_at updated_at
  `),
  audio_streams: words(`
    id entity_type entity_id stream_index codec language channels channel_layout bitrate sample_rate title
    is_default is_forced created_at updated_at
  `),
  subtitle_streams: words(`
    id entity_type entity_id stream_index language codec title is_external file_path is_default is_forced
    created_at updated_at
  `),
  actors: words('id name tmdb_id thumb_url created_at updated_at'),
  genres: words('id name created_at'),
  directors: words('id name created_at'),
  writers: words('id name created_at'),
  studios: words('id name created_at'),
  tags: words('id name created_at'),
  countries: words('id name created_at'),
  sets: words('id name overview tmdb_collection_id created_at updated_at'),
  ratings: words('id entity_type entity_id source value votes is_default created_at updated_at'),
  libraries: words(`
    id name type path enabled scan_on_startup auto_scan_interval last_scanned_at created_at updated_at
  `),
  media_players: words('id name type host port username password api_key use_ssl enabled created_at updated_at'),
  scan_jobs: words(`
    id library_id scan_type status started_at completed_at total_items processed_items added_items updated_items
    removed_items error_message
  `),
  users: words('id username password_hash created_at updated_at'),
  sessions: words('id user_id token expires_at created_at'),
  activity_log: words('id timestamp event_type severity entity_type entity_id description metadata created_at'),
  notification_channels: words('id name type enabled media_player_id config capabilities created_at updated_at'),
  notification_event_types: words(`
    id event_name category description default_enabled default_severity required_capabilities created_at
  `),
  notification_subscriptions: words(`
    id channel_id event_name enabled message_template filter_conditions created_at updated_at
  `),
  notification_queue: words(`
    id event_name event_data status retry_count max_retries error_message created_at processed_at
  `),
  movies_actors: words('movie_id actor_id role order_index'),
  movies_genres: words('movie_id genre_id'),
  movies_directors: words('movie_id director_id'),
};

/** The tables it calls "similar" without spelling them out. */
export const SIMILAR_TABLES: Readonly<Record<string, readonly string[]>> = {
  movies_writers: words('movie_id writer_id'),
  movies_studios: words('movie_id studio_id'),
  movies_tags: words('movie_id tag_id'),
  movies_countries: words('movie_id country_id'),
  series_actors: words('series_id actor_id role order_index'),
  series_genres: words('series_id genre_id'),
  series_directors: words('series_id director_id'),
  series_writers: words('series_id writer_id'),
  series_studios: words('series_id studio_id'),
  series_tags: words('series_id tag_id'),
  series_countries: words('series_id country_id'),
  episodes_actors: words('episode_id actor_id role order_index'),
  episodes_directors: words('episode_id director_id'),
  episodes_writers: words('episode_id writer_id'),
};

/** Index → [table, columns]. */
export const REFERENCE_INDEXES: Readonly<Record<string, readonly [table: string, columns: string]>> = {
  idx_movies_tmdb_id: ['movies', 'tmdb_id'],
  idx_movies_imdb_id: ['movies', 'imdb_id'],
  idx_movies_state: ['movies', 'state'],
  idx_movies_file_path: ['movies', 'file_path'],
  idx_movies_deleted_on: ['movies', 'deleted_on'],
  idx_movies_needs_enrichment: ['movies', 'state enriched_at enrichment_priority'],
  idx_movies_needs_publish: ['movies', 'has_unpublished_changes'],
  idx_series_tmdb_id: ['series', 'tmdb_id'],
  idx_series_tvdb_id: ['series', 'tvdb_id'],
  idx_series_state: ['series', 'state'],
  idx_series_deleted_on: ['series', 'deleted_on'],
  idx_episodes_series_id: ['episodes', 'series_id'],
  idx_episodes_season_episode: ['episodes', 'season_number episode_number'],
  idx_episodes_state: ['episodes', 'state'],
  idx_episodes_deleted_on: ['episodes', 'deleted_on'],
  idx_candidates_entity: ['asset_candidates', 'entity_type entity_id asset_type'],
  idx_candidates_selected: ['asset_candidates', 'entity_type entity_id is_selected'],
  idx_candidates_downloaded: ['asset_candidates', 'is_downloaded'],
  idx_candidates_content_hash: ['asset_candidates', 'content_hash'],
  idx_candidates_provider_url: ['asset_candidates', 'provider provider_url'],
  idx_candidates_needs_download: ['asset_candidates', 'is_selected is_downloaded'],
  idx_cache_content_hash: ['cache_inventory', 'content_hash'],
  idx_cache_orphaned: ['cache_inventory', 'orphaned_at'],
  idx_cache_perceptual_hash: ['cache_inventory', 'perceptual_hash'],
  idx_cache_gc: ['cache_inventory', 'orphaned_at'],
  idx_asset_config_library: ['asset_selection_config', 'library_id'],
  idx_rejected_provider_url: ['rejected_assets', 'provider provider_url'],
  idx_unknown_files_entity: ['unknown_files', 'entity_type entity_id'],
  idx_unknown_files_path: ['unknown_files', 'file_path'],
  idx_publish_log_entity: ['publish_log', 'entity_type entity_id'],
  idx_publish_log_published_at: ['publish_log', 'published_at'],
  idx_publish_log_success: ['publish_log', 'success'],
  idx_job_queue_status: ['job_queue', 'status'],
  idx_job_queue_priority: ['job_queue', 'status priority created_at'],
  idx_job_queue_worker: ['job_queue', 'status priority created_at'],
  idx_video_streams_entity: ['video_streams', 'entity_type entity_id'],
  idx_video_streams_resolution: ['video_streams', 'width height'],
  idx_video_streams_codec: ['video_streams', 'codec'],
  idx_audio_streams_entity: ['audio_streams', 'entity_type entity_id'],
  idx_audio_streams_language: ['audio_streams', 'language'],
  idx_subtitle_streams_entity: ['subtitle_streams', 'entity_type entity_id'],
  idx_subtitle_streams_language: ['subtitle_streams', 'language'],
  idx_subtitle_streams_external: ['subtitle_streams', 'is_external'],
  idx_actors_name: ['actors', 'name'],
  idx_actors_tmdb_id: ['actors', 'tmdb_id'],
  idx_genres_name: ['genres', 'name'],
  idx_directors_name: ['directors', 'name'],
  idx_writers_name: ['writers', 'name'],
  idx_studios_name: ['studios', 'name'],
  idx_tags_name: ['tags', 'name'],
  idx_countries_name: ['countries', 'name'],
  idx_sets_name: ['sets', 'name'],
  idx_sets_tmdb_id: ['sets', 'tmdb_collection_id'],
  idx_ratings_entity: ['ratings', 'entity_type entity_id'],
  idx_ratings_source: ['ratings', 'source'],
  idx_libraries_type: ['libraries', 'type'],
  idx_libraries_enabled: ['libraries', 'enabled'],
  idx_media_players_type: ['media_players', 'type'],
  idx_media_players_enabled: ['media_players', 'enabled'],
  idx_scan_jobs_library: ['scan_jobs', 'library_id'],
  idx_scan_jobs_status: ['scan_jobs', 'status'],
  idx_scan_jobs_started: ['scan_jobs', 'started_at'],
  idx_users_username: ['users', 'username'],
  idx_sessions_token: ['sessions', 'token'],
  idx_sessions_user_id: ['sessions', 'user_id'],
  idx_sessions_expires_at: ['sessions', 'expires_at'],
  idx_activity_log_timestamp: ['activity_log', 'timestamp'],
  idx_activity_log_event_type: ['activity_log', 'event_type'],
  idx_activity_log_severity: ['activity_log', 'severity'],
  idx_activity_log_entity: ['activity_log', 'entity_type entity_id'],
  idx_notification_channels_type: ['notification_channels', 'type'],
  idx_notification_channels_enabled: ['notification_channels', 'enabled'],
  idx_notification_event_types_category: ['notification_event_types', 'category'],
  idx_notification_subscriptions_channel: ['notification_subscriptions', 'channel_id'],
  idx_notification_subscriptions_event: ['notification_subscriptions', 'event_name'],
  idx_notification_queue_status: ['notification_queue', 'status'],
  idx_notification_queue_created: ['notification_queue', 'created_at'],
  idx_movies_actors_movie: ['movies_actors', 'movie_id'],
  idx_movies_actors_actor: ['movies_actors', 'actor_id'],
  idx_movies_genres_movie: ['movies_genres', 'movie_id'],
  idx_movies_genres_genre: ['movies_genres', 'genre_id'],
  idx_movies_directors_movie: ['movies_directors', 'movie_id'],
  idx_movies_directors_director: ['movies_directors', 'director_id'],
};

export const REFERENCE_TRIGGERS: readonly string[] = ['orphan_cache_assets'];
