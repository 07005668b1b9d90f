<?php
/**
 * Names and descriptions come back exactly as they were typed, whoever typed them, and are harmless wherever WordPress prints them.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Calendars;

use PHPUnit\Framework\Attributes\DataProvider;
use SlotBridge\Calendars\CalendarSnapshot;
use SlotBridge\Calendars\GroupSnapshot;

final class ExactTextTest extends CalendarTestCase {

	/** @return array<string, array{string, string}> Text, and the slug that is made of it. */
	public static function texts(): array {
		return array(
			'markup'          => array( '<b>Bold</b> <script>alert(1)</script>', 'b-bold-b-script-alert-1-script' ),
			'ampersand'       => array( 'Q & A <3', 'q-a-3' ),
			'entities'        => array( 'Tom &amp; Jerry &lt;b&gt; &#39;', 'tom-amp-jerry-lt-b-gt-39' ),
			'quotes'          => array( 'Anna\'s "open" hour -- (c) ...', 'annas-open-hour-c' ),
			'backslashes'     => array( 'C:\\temp \\\\ \\" \\\'', 'c-temp' ),
			'emoji'           => array( '🧘🏽‍♀️ 😀', '' ),
			'Arabic'          => array( 'حصة اليوغا', 'hst-alywgha' ),
			'Hebrew'          => array( 'שלום עולם', 'slwm-wlm' ),
			'right-to-left'   => array( "abc \u{202E}def\u{202C}", 'abc-def' ),
			'German'          => array( 'Übung für Große', 'ubung-fur-grose' ),
			'Japanese'        => array( '朝のヨガ', '' ),
			'percent'         => array( '50% off %20 %s %d', '50-off-20-s-d' ),
			'shortcode'       => array( '[gallery ids="1"]', 'gallery-ids-1' ),
			'200 characters'  => array( str_repeat( 'é', 200 ), str_repeat( 'e', 100 ) ),
			'zero'            => array( '0', '0' ),
		);
	}

	#[DataProvider( 'texts' )]
	public function test_a_calendar_keeps_its_texts( string $text, string $slug ): void {
		foreach ( array( 'administrator', 'editor' ) as $who ) {
			if ( 'editor' === $who ) {
				$this->become_editor();
			}
			$post = $this->add_calendar( array( 'name' => $text, 'description' => $text . "\n\n\t" . $text ) );
			self::assertSame( $text, $this->last_data()['entity']['name'], $who );
			self::assertSame( $text . "\n\n\t" . $text, $this->last_data()['entity']['description'], $who );
			if ( '' !== $slug && 'administrator' === $who ) {
				self::assertSame( $slug, $this->last_data()['entity']['slug'] );
			}
			// A change of something else leaves it alone, also by WordPress's own form and functions.
			$this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'slotbridge' => array( 'color' => '#abcdef' ) ) );
			wp_update_post( array( 'ID' => $post->ID, 'menu_order' => 3 ) );
			$this->end_request();
			self::assertSame( array( 'color' ), $this->last_data()['changed'] );
			wp_update_post( array( 'ID' => $post->ID, 'post_title' => wp_slash( $text . ' 2' ) ) );
			self::assertSame( $text . ' 2', CalendarSnapshot::of( get_post( $post->ID ) )['name'] );
			$html = get_the_title( $post->ID );
			self::assertSame( $text . ' 2', html_entity_decode( $html, ENT_QUOTES ) );
			self::assertStringNotContainsString( '<', $html );
		}
	}

	#[DataProvider( 'texts' )]
	public function test_a_group_keeps_its_texts( string $text, string $slug ): void {
		$name = mb_substr( $text, 0, 150 );
		foreach ( array( 'administrator', 'editor' ) as $who ) {
			if ( 'editor' === $who ) {
				$this->become_editor();
			}
			$term = $this->add_group( array( 'name' => "$name $who", 'description' => $text . "\n\n" . $text ) );
			self::assertSame( "$name $who", $this->last_data()['entity']['name'], $who );
			self::assertSame( $text . "\n\n" . $text, $this->last_data()['entity']['description'], $who );
			$this->rest( 'PUT', self::GROUPS . '/' . $term->term_id, array( 'slotbridge' => array( 'status' => 'inactive' ) ) );
			wp_update_term( $term->term_id, 'slotbridge_calendar_group', array() );
			$this->end_request();
			self::assertSame( array( 'status' ), $this->last_data()['changed'] );
			wp_update_term( $term->term_id, 'slotbridge_calendar_group', array( 'name' => wp_slash( "$name 2 $who" ) ) );
			self::assertSame( "$name 2 $who", GroupSnapshot::of( get_term( $term->term_id ) )['name'] );
			self::assertStringNotContainsString( '<', get_term( $term->term_id )->name, 'WordPress prints names of terms as they are.' );
			self::assertSame( 1, preg_match( '/^[a-z0-9]+(-[a-z0-9]+)*$/', $this->last_data()['entity']['slug'] ) );
		}
	}

	public function test_slugs_are_unique_among_calendars_of_any_status(): void {
		$slugs = array();
		foreach ( array( 'active', 'draft', 'active' ) as $status ) {
			$slugs[] = $this->add_calendar( array( 'name' => 'Yoga', 'status' => $status ) )->post_name;
		}
		self::assertSame( array( 'yoga', 'yoga-2', 'yoga-3' ), $slugs );
		$page = wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Yoga' ) );
		self::assertSame( 'yoga', get_post( $page )->post_name, 'Other types are not touched.' );
	}

	public function test_other_types_are_left_to_wordpress(): void {
		$this->become_editor();
		$page = wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'A <script>x</script> & B' ) );
		self::assertSame( 'A x &amp; B', get_post( $page )->post_title );
		$term = wp_insert_term( 'A <b>x</b> & B', 'category' );
		self::assertSame( 'A x &amp; B', get_term( $term['term_id'] )->name );
	}

	public function test_a_revision_has_the_exact_text_too(): void {
		$this->become_editor();
		$post = $this->add_calendar( array( 'name' => '<i>A</i> & B' ) );
		$this->rest( 'PUT', self::CALENDARS . '/' . $post->ID, array( 'slotbridge' => array( 'description' => 'x <3' ) ) );
		$revisions = wp_get_post_revisions( $post->ID );
		self::assertNotSame( array(), $revisions );
		self::assertSame( '<i>A</i> & B', reset( $revisions )->post_title );
	}
}
