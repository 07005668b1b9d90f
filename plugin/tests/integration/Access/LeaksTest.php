<?php
/**
 * Nothing of a hidden block or calendar leaves the server: page, excerpt, feed, REST, search, sitemap, oEmbed, revisions, guessed numbers. Each with its allowed twin.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Access;

use SlotBridge\Access\BlockVisibility;
use SlotBridge\Access\NoStore;
use SlotBridge\Access\SearchText;

final class LeaksTest extends AccessTestCase {

	private const SECRET = 'zebrafish';
	private const PUBLIC = 'waterfall';

	private int $gold;
	private int $plain;
	private int $post;

	protected function setUp(): void {
		parent::setUp();
		update_option( \AccessAllyStandInStorage::TAGS, array( 1 => 'Gold' ) );
		$this->gold  = $this->user( 'gina' );
		$this->plain = $this->user( 'paul' );
		$this->give( $this->gold, 1 );
		$this->forget();
		$this->post = $this->write( '<!-- wp:paragraph --><p>' . self::PUBLIC . '</p><!-- /wp:paragraph -->' . self::secret( 'paragraph', '<p>' . self::SECRET . '</p>' ) );
	}

	protected function tearDown(): void {
		$GLOBALS['wp_query'] = $GLOBALS['wp_the_query'] = new \WP_Query(); // phpcs:ignore
		$_GET = array();
		parent::tearDown();
	}

	/** A block for people with the tag Gold. */
	private static function secret( string $name, string $inner, string $more = '' ): string {
		$audience = (string) wp_json_encode( self::audience_of( 'any', self::rule( 'tag', 1, 'Gold' ) ) );
		return "<!-- wp:$name {\"slotbridgeAudience\":$audience$more} -->$inner<!-- /wp:$name -->";
	}

	private function write( string $content, string $title = 'Article' ): int {
		$id = wp_insert_post( array( 'post_title' => $title, 'post_content' => wp_slash( $content ), 'post_status' => 'publish' ) );
		self::assertIsInt( $id );
		return $id;
	}

	/**
	 * What each person gets: the member with the tag, the member without, nobody.
	 *
	 * @param callable(): string $look Looks as the current user.
	 */
	private function assert_only_gold_sees( callable $look, string $secret = self::SECRET ): void {
		foreach ( array( $this->gold => true, $this->plain => false, 0 => false ) as $user => $sees ) {
			wp_set_current_user( $user );
			$this->forget();
			$sees ? self::assertStringContainsString( $secret, $look() ) : self::assertStringNotContainsString( $secret, $look(), "user $user" );
		}
	}

	private function rendered( int $post ): string {
		$GLOBALS['post'] = get_post( $post ); // phpcs:ignore
		setup_postdata( $GLOBALS['post'] );
		return (string) apply_filters( 'the_content', get_the_content( null, false, $post ) );
	}

	public function test_page(): void {
		$this->assert_only_gold_sees( fn (): string => $this->rendered( $this->post ) );
		wp_set_current_user( 0 );
		self::assertStringContainsString( self::PUBLIC, $this->rendered( $this->post ) );
		self::assertStringNotContainsString( 'slotbridgeAudience', $this->rendered( $this->post ) );
	}

	public function test_blocks_of_every_making(): void {
		$pattern = wp_insert_post( array( 'post_type' => 'wp_block', 'post_title' => 'P', 'post_status' => 'publish', 'post_content' => wp_slash( self::secret( 'paragraph', '<p>' . self::SECRET . '</p>' ) ) ) );
		$inside  = '<!-- wp:paragraph --><p>' . self::SECRET . '</p><!-- /wp:paragraph -->';
		$cases   = array(
			'a group with everything in it' => self::secret( 'group', '<div class="wp-block-group">' . $inside . '</div>' ),
			'inside an open group'          => '<!-- wp:group --><div class="wp-block-group">' . self::secret( 'paragraph', '<p>' . self::SECRET . '</p>' ) . '</div><!-- /wp:group -->',
			'a synced pattern'              => "<!-- wp:block {\"ref\":$pattern} /-->",
			'raw HTML'                      => self::secret( 'html', '<script>var x="' . self::SECRET . '"</script>' ),
			'a block nobody registered'     => self::secret( 'acme/unknown', '<b>' . self::SECRET . '</b>' ),
			'a dynamic block'               => self::secret( 'search', '', ',"label":"' . self::SECRET . '"' ),
		);
		foreach ( $cases as $case => $content ) {
			$id = $this->write( $content );
			$this->assert_only_gold_sees( fn (): string => $this->rendered( $id ) . '<!-- ' . $case . ' -->' );
		}
	}

	public function test_what_is_stored_wrongly_is_hidden(): void {
		wp_set_current_user( $this->gold );
		foreach ( array( '"x"', '[]', '{"match":"any","rules":[]}', '{"match":"some","rules":[{"kind":"tag","id":"1","name":"Gold"}]}', '{"rules":[{"kind":"tag"}]}', 'false', '0' ) as $audience ) {
			$id = $this->write( "<!-- wp:paragraph {\"slotbridgeAudience\":$audience} --><p>" . self::SECRET . '</p><!-- /wp:paragraph -->' );
			self::assertStringNotContainsString( self::SECRET, $this->rendered( $id ), $audience );
		}
		$open = $this->write( '<!-- wp:paragraph {"slotbridgeAudience":null} --><p>' . self::SECRET . '</p><!-- /wp:paragraph -->' );
		self::assertStringContainsString( self::SECRET, $this->rendered( $open ), 'Null is everybody.' );
	}

	public function test_no_other_filter_brings_a_hidden_block_back(): void {
		wp_set_current_user( $this->plain );
		add_filter( 'pre_render_block', static fn (): string => '<p>' . self::SECRET . '</p>', 5 );
		self::assertStringNotContainsString( self::SECRET, render_block( parse_blocks( self::secret( 'paragraph', '<p>x</p>' ) )[0] ) );
	}

	public function test_excerpt(): void {
		$this->assert_only_gold_sees( fn (): string => wp_trim_excerpt( '', get_post( $this->post ) ) );
	}

	public function test_rest(): void {
		$read = function (): string {
			$response = rest_do_request( new \WP_REST_Request( 'GET', '/wp/v2/posts/' . $this->post ) );
			$response = apply_filters( 'rest_post_dispatch', $response, rest_get_server(), new \WP_REST_Request() );
			self::assertSame( 'private, no-store', $response->get_headers()['Cache-Control'] ?? '' );
			$data = $response->get_data();
			return $data['content']['rendered'] . $data['excerpt']['rendered'];
		};
		$this->assert_only_gold_sees( $read );
		wp_set_current_user( $this->gold );
		$raw = new \WP_REST_Request( 'GET', '/wp/v2/posts/' . $this->post );
		$raw->set_param( 'context', 'edit' );
		self::assertSame( 403, rest_do_request( $raw )->get_status(), 'The stored content is for those who may edit.' );
		self::assertContains( rest_do_request( new \WP_REST_Request( 'GET', '/wp/v2/posts/' . $this->post . '/revisions' ) )->get_status(), array( 401, 403 ) );
	}

	public function test_feed(): void {
		$feed = function (): string {
			$GLOBALS['wp_query'] = new \WP_Query( array( 'p' => $this->post, 'feed' => 'rss2' ) ); // phpcs:ignore
			update_option( 'rss_use_excerpt', 0 );
			ob_start();
			while ( have_posts() ) {
				the_post();
				echo get_the_content_feed( 'rss2' );
				the_excerpt_rss();
			}
			return (string) ob_get_clean();
		};
		$this->assert_only_gold_sees( $feed );
	}

	public function test_search_does_not_tell_what_is_hidden(): void {
		$open   = $this->write( '<!-- wp:paragraph --><p>' . self::SECRET . ' in the open</p><!-- /wp:paragraph -->', 'Open' );
		$search = static function ( string $words, array $more = array() ): array {
			$query = new \WP_Query( array( 's' => $words, 'fields' => 'ids', 'post_type' => 'post' ) + $more );
			return array( array_map( 'intval', $query->posts ), $query->found_posts );
		};
		foreach ( array( 0, $this->plain, $this->gold ) as $user ) {
			wp_set_current_user( $user );
			self::assertSame( array( array( $open ), 1 ), $search( self::SECRET ), "Not found, and not counted, for user $user." );
			self::assertContains( $this->post, $search( self::PUBLIC )[0], 'The public part is found.' );
			self::assertContains( $this->post, $search( 'Article' )[0], 'The title is found.' );
			self::assertContains( $this->post, $search( 'Article -' . self::SECRET )[0], 'A word that must not be there tells nothing either.' );
			self::assertNotContains( $this->post, $search( 'Article -' . self::PUBLIC )[0] );
			self::assertNotContains( $this->post, $search( 'slotbridgeAudience' )[0] );
			self::assertNotContains( $this->post, $search( 'Gold' )[0], 'Nor whom it is for.' );
		}
		wp_set_current_user( 1 );
		self::assertContains( $this->post, $search( self::SECRET )[0], 'Those who edit find it.' );
		wp_set_current_user( 0 );
		$request = new \WP_REST_Request( 'GET', '/wp/v2/posts' );
		$request->set_query_params( array( 'search' => self::SECRET ) );
		self::assertSame( 1, (int) rest_do_request( $request )->get_headers()['X-WP-Total'] );
		delete_post_meta( $this->post, SearchText::META );
		self::assertNotContains( $this->post, $search( self::PUBLIC )[0], 'What was never taken apart is not searched at all.' );
	}

	public function test_the_public_part_is_kept_with_the_post(): void {
		self::assertSame( self::PUBLIC, trim( get_post_meta( $this->post, SearchText::META, true ) ) );
		wp_update_post( array( 'ID' => $this->post, 'post_content' => 'plain' ) );
		self::assertFalse( metadata_exists( 'post', $this->post, SearchText::META ) );
		$nested = '<!-- wp:group --><div>' . self::secret( 'paragraph', 'a' ) . '<!-- wp:paragraph -->b<!-- /wp:paragraph --></div><!-- /wp:group -->';
		self::assertSame( '<!-- wp:group --><div><!-- wp:paragraph -->b<!-- /wp:paragraph --></div><!-- /wp:group -->', BlockVisibility::public_part( $nested ) );
	}

	public function test_latest_posts_with_full_content(): void {
		$block = parse_blocks( '<!-- wp:latest-posts {"displayPostContent":true,"displayPostContentRadio":"full_post"} /-->' )[0];
		foreach ( array( 0, $this->plain ) as $user ) {
			wp_set_current_user( $user );
			$html = render_block( $block );
			self::assertStringContainsString( 'Article', $html );
			self::assertStringNotContainsString( self::SECRET, $html );
		}
		self::assertFalse( has_action( 'pre_get_posts', array( \SlotBridge\Access\LatestPosts::class, 'let_filters_in' ) ) );
	}

	public function test_pages_with_a_decision_are_found_before_they_begin(): void {
		$pattern = wp_insert_post( array( 'post_type' => 'wp_block', 'post_title' => 'P', 'post_status' => 'publish', 'post_content' => '[slotbridge_calendar id="1"]' ) );
		$cases   = array(
			array( 'nothing of ours', false ),
			array( self::secret( 'paragraph', 'x' ), true ),
			array( '[slotbridge_calendar id="5"]', true ),
			array( "<!-- wp:block {\"ref\":$pattern} /-->", true ),
			array( "<!-- wp:block {\"content\":{\"a\":{}},\"ref\":$pattern} /-->", true ),
			array( '<!-- wp:block {"ref":987654} /-->', false ),
		);
		foreach ( $cases as [ $content, $personal ] ) {
			NoStore::forget();
			$GLOBALS['wp_query'] = new \WP_Query( array( 'p' => $this->write( $content ) ) ); // phpcs:ignore
			NoStore::find_early();
			$response = NoStore::mark_response( new \WP_REST_Response() );
			self::assertSame( $personal, isset( $response->get_headers()['Cache-Control'] ), $content );
		}
		self::assertTrue( DONOTCACHEPAGE );
	}

	public function test_calendars_leave_by_no_door_of_wordpress(): void {
		$id = $this->calendar( array( 'name' => self::SECRET, 'description' => self::SECRET ) );
		foreach ( array( 0, $this->plain ) as $user ) {
			wp_set_current_user( $user );
			foreach ( array( "/wp/v2/slotbridge-calendars/$id", '/wp/v2/slotbridge-calendars', "/wp/v2/slotbridge-calendars/$id/revisions", "/wp/v2/slotbridge-calendars/$id/autosaves", '/wp/v2/slotbridge-calendar-groups' ) as $route ) {
				self::assertContains( rest_do_request( new \WP_REST_Request( 'GET', $route ) )->get_status(), array( 401, 403, 404 ), "$route for $user" );
			}
			foreach ( array( '/wp/v2/search', '/wp/v2/posts', '/wp/v2/pages' ) as $route ) {
				$request = new \WP_REST_Request( 'GET', $route );
				$request->set_query_params( array( 'search' => self::SECRET ) );
				self::assertStringNotContainsString( self::SECRET, (string) wp_json_encode( rest_do_request( $request )->get_data() ), $route );
			}
			$embed = new \WP_REST_Request( 'GET', '/oembed/1.0/embed' );
			$embed->set_query_params( array( 'url' => home_url( "/?p=$id" ) ) );
			self::assertSame( 404, rest_do_request( $embed )->get_status() );
			foreach ( array( "p=$id", "p=$id&preview=true", "post_type=slotbridge_calendar&p=$id", 'post_type=slotbridge_calendar', "slotbridge_calendar=$id", 's=' . self::SECRET, 'post_type=slotbridge_calendar&feed=rss2', "p=$id&embed=true", 'taxonomy=slotbridge_calendar_group&term=x' ) as $query ) {
				$_GET = array();
				wp_parse_str( $query, $_GET );
				$wp = new \WP();
				$wp->parse_request();
				$GLOBALS['wp_query'] = $GLOBALS['wp_the_query'] = new \WP_Query(); // phpcs:ignore
				$wp->query_posts();
				self::assertNotContains( $id, array_map( static fn ( \WP_Post $post ): int => $post->ID, (array) $GLOBALS['wp_query']->posts ), "$query for $user" );
			}
		}
		self::assertArrayNotHasKey( 'slotbridge_calendar', ( new \WP_Sitemaps_Posts() )->get_object_subtypes() );
		self::assertArrayNotHasKey( 'slotbridge_calendar_group', ( new \WP_Sitemaps_Taxonomies() )->get_object_subtypes() );
	}

	public function test_shortcode(): void {
		$id = $this->calendar( array( 'name' => self::SECRET, 'description' => 'One <hour>', 'durationMinutes' => 45, 'audience' => self::audience_of( 'any', self::rule( 'tag', 1, 'Gold' ) ) ) );
		$GLOBALS['wp_query'] = new \WP_Query( array( 'p' => $this->post ) ); // phpcs:ignore
		$this->assert_only_gold_sees( static fn (): string => do_shortcode( "[slotbridge_calendar id=\"$id\"]" ) );
		wp_set_current_user( $this->gold );
		$html = do_shortcode( "[slotbridge_calendar id=\"$id\"]" );
		self::assertStringContainsString( 'One &lt;hour&gt;', $html );
		self::assertStringContainsString( '45 minutes', $html );
		self::assertStringContainsString( 'not open for booking yet', $html );
		foreach ( array( $this->plain, 0 ) as $user ) {
			wp_set_current_user( $user );
			$hidden = do_shortcode( "[slotbridge_calendar id=\"$id\"]" );
			foreach ( array( '987654', '0', '-1', 'x', "$id.5", (string) $this->post, '' ) as $guess ) {
				self::assertSame( $hidden, do_shortcode( "[slotbridge_calendar id=\"$guess\"]" ), 'A guess tells nothing.' );
			}
			self::assertSame( '', do_shortcode( "[slotbridge_calendar id=\"$id\" hidden=\"nothing\"]" ) );
		}
	}

	public function test_shortcode_shows_the_way_to_book_where_the_site_knows_one(): void {
		$id = $this->calendar();
		add_filter( 'slotbridge_booking_url', static fn (): string => 'https://book.example.test/x?a=1&b=2' );
		self::assertStringNotContainsString( 'book.example.test', do_shortcode( "[slotbridge_calendar id=\"$id\"]" ), 'Not before HighLevel has the calendar.' );
		\SlotBridge\Bridge\LinkStore::save( "calendar/$id", array( 'state' => 'linked', 'highLevelId' => 'abc' ) );
		self::assertStringContainsString( 'href="https://book.example.test/x?a=1&#038;b=2"', do_shortcode( "[slotbridge_calendar id=\"$id\"]" ) );
		add_filter( 'slotbridge_booking_url', static fn (): string => 'javascript:alert(1)' );
		self::assertStringNotContainsString( 'javascript', do_shortcode( "[slotbridge_calendar id=\"$id\"]" ) );
	}

	public function test_an_inactive_group_hides_all_its_calendars_at_once_and_is_told(): void {
		$group = $this->group( 'Evenings' );
		$one   = $this->calendar( array( 'name' => self::SECRET, 'group' => $group ) );
		$GLOBALS['wp_query'] = new \WP_Query( array( 'p' => $this->post ) ); // phpcs:ignore
		wp_set_current_user( $this->plain );
		self::assertStringContainsString( self::SECRET, do_shortcode( "[slotbridge_calendar id=\"$one\"]" ) );
		\SlotBridge\Calendars\Module::look_at_all();
		\SlotBridge\Plugin::outbox()->forget();
		update_term_meta( $group, '_slotbridge_status', 'inactive' );
		self::assertStringNotContainsString( self::SECRET, do_shortcode( "[slotbridge_calendar id=\"$one\"]" ) );
		\SlotBridge\Calendars\Module::look_at_all();
		$types = $GLOBALS['wpdb']->get_col( $GLOBALS['wpdb']->prepare( 'SELECT type FROM %i WHERE subject = %s ORDER BY id DESC LIMIT 1', $GLOBALS['wpdb']->prefix . 'slotbridge_outbox', "calendar-group/$group" ) );
		self::assertSame( array( 'com.slotbridge.calendar-group.status-changed' ), $types, 'HighLevel\'s group follows.' );
	}

	public function test_the_editor_draws_a_block_whoever_it_is_for(): void {
		wp_set_current_user( 1 );
		$request = new \WP_REST_Request( 'GET', '/wp/v2/block-renderer/core/archives' );
		$request->set_query_params( array( 'context' => 'edit', 'attributes' => array( 'slotbridgeAudience' => self::audience_of( 'any', self::rule( 'tag', 1 ) ) ) ) );
		$response = rest_do_request( $request );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		self::assertNotSame( '', $response->get_data()['rendered'] );
	}
}
