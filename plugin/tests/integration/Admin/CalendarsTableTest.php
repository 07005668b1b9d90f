<?php
/**
 * WordPress's list of calendars, as its own list table prints it.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Admin;

use PHPUnit\Framework\Attributes\DataProvider;
use SlotBridge\Admin\CalendarsTable;
use SlotBridge\Bridge\LinkStore;
use SlotBridge\Calendars\GroupTaxonomy;

final class CalendarsTableTest extends AdminTestCase {

	/** @return array<string, array{array<string, string>|null, string, string}> Link, words, sign. */
	public static function link_states(): array {
		return array(
			'nothing known' => array( null, 'Not in HighLevel yet', 'clock' ),
			'linked'        => array( array( 'state' => 'linked', 'highLevelId' => 'abc123', 'reason' => 'old news' ), 'In HighLevel', 'yes-alt' ),
			'creating'      => array( array( 'state' => 'creating' ), 'Being added', 'update' ),
			'pending'       => array( array( 'state' => 'pending' ), 'On its way', 'update' ),
			'waiting'       => array( array( 'state' => 'waiting', 'reason' => 'The scope <b> is missing.' ), 'Waiting', 'clock' ),
			'failing'       => array( array( 'state' => 'failing', 'reason' => 'HighLevel refused.' ), 'Failing', 'warning' ),
			'released'      => array( array( 'state' => 'released' ), 'No longer linked', 'editor-unlink' ),
			'deleted'       => array( array( 'state' => 'deleted' ), 'Deleted in HighLevel', 'trash' ),
		);
	}

	/** @param array<string, string>|null $link What the bridge told. */
	#[DataProvider( 'link_states' )]
	public function test_the_state_is_told_in_words_with_a_sign_and_a_reason( ?array $link, string $words, string $sign ): void {
		$post = $this->add_calendar();
		if ( null !== $link ) {
			LinkStore::save( 'calendar/' . $post->ID, $link );
		}
		$html = self::printed( static fn () => CalendarsTable::render( 'slotbridge_highlevel', $post->ID ) );
		self::assertStringContainsString( "> $words</span>", $html );
		self::assertStringContainsString( 'dashicons-' . $sign . '" aria-hidden="true"', $html );
		$shown = null !== $link && 'linked' !== $link['state'] && isset( $link['reason'] );
		self::assertSame( $shown, str_contains( $html, 'slotbridge-reason' ) && ! str_contains( $html, '<code' ) );
		self::assertStringNotContainsString( '<b>', $html );
		self::assertStringNotContainsString( 'old news', $html );
		self::assertSame( isset( $link['highLevelId'] ), str_contains( $html, '<code dir="ltr">abc123</code>' ) );
	}

	public function test_a_faulty_calendar_says_why(): void {
		$post = $this->add_calendar();
		$this->link( $post );
		update_post_meta( $post->ID, '_slotbridge_color', '<img src=x>' );
		$html = self::printed( static fn () => CalendarsTable::render( 'slotbridge_highlevel', $post->ID ) );
		self::assertStringContainsString( 'Needs attention: not sent', $html );
		self::assertStringContainsString( '&lt;img src=x&gt;', $html );
	}

	public function test_the_list_prints_names_harmlessly_and_offers_what_fits(): void {
		update_option( 'date_format', 'd.m.Y' );
		update_option( 'time_format', 'H:i' );
		update_option( 'timezone_string', 'Europe/Berlin' );
		$group = $this->add_group( array( 'name' => 'Q & <b>A</b>' ) );
		$post  = $this->add_calendar( array( 'name' => '<script>x</script>', 'group' => $group->term_id, 'timeZone' => 'America/New_York' ) );
		$this->link( $post );
		$html = $this->table_html();
		self::assertStringNotContainsString( '<script>', $html );
		self::assertStringContainsString( '&lt;script&gt;x&lt;/script&gt;', $html );
		self::assertStringContainsString( 'Q &amp; &lt;b&gt;A&lt;/b&gt;</a>', $html );
		self::assertStringContainsString( 'America/New York', $html );
		self::assertStringContainsString( '<time datetime="2026-11-24T10:00:00+00:00">24.11.2026 11:00</time>', $html );
		self::assertStringContainsString( 'Set to draft', $html );
		self::assertStringNotContainsString( 'editinline', $html );
		self::assertStringNotContainsString( '>View<', $html );
	}

	public function test_who_sees_a_calendar_is_told_as_it_is_decided(): void {
		$rules   = static fn ( string $name ): array => array( 'match' => 'any', 'rules' => array( array( 'kind' => 'tag', 'id' => '5', 'name' => $name ) ) );
		$group   = $this->add_group( array( 'name' => 'Yoga', 'audience' => $rules( 'Yogis & <b>co</b>' ) ) );
		$own     = $this->add_calendar( array( 'name' => 'Own', 'group' => $group->term_id, 'audience' => $rules( 'Gold' ) ) );
		$inherit = $this->add_calendar( array( 'name' => 'Inherits', 'group' => $group->term_id ) );
		$open    = $this->add_calendar( array( 'name' => 'Open' ) );
		$cell    = static fn ( \WP_Post $post ): string => self::printed( static fn () => CalendarsTable::render( 'slotbridge_audience', $post->ID ) );
		self::assertSame( 'Gold', $cell( $own ) );
		self::assertSame( 'Yogis &amp; &lt;b&gt;co&lt;/b&gt;<p class="slotbridge-reason">As its group says.</p>', $cell( $inherit ) );
		self::assertSame( 'Everybody', $cell( $open ) );
	}

	public function test_the_list_is_filtered_by_group(): void {
		GroupTaxonomy::register(); // In wp-admin, WordPress lets lists be asked for a group's slug.
		$group = $this->add_group( array( 'name' => 'Yoga' ) );
		$this->add_calendar( array( 'name' => 'In the group', 'group' => $group->term_id ) );
		$this->add_calendar( array( 'name' => 'Alone' ) );
		foreach ( array( '' => array( 'In the group', 'Alone' ), 'yoga' => array( 'In the group' ), '-none-' => array( 'Alone' ) ) as $chosen => $names ) {
			$_GET = array( 'slotbridge_calendar_group' => $chosen );
			$html = $this->table_html();
			foreach ( array( 'In the group', 'Alone' ) as $name ) {
				self::assertSame( in_array( $name, $names, true ), str_contains( $html, $name ), "$name for '$chosen'" );
			}
			$filter = self::printed( static fn () => CalendarsTable::render_filter( 'slotbridge_calendar' ) );
			self::assertStringContainsString( '<option value="' . $chosen . '" selected=\'selected\'>', $filter );
		}
		self::assertSame( '', self::printed( static fn () => CalendarsTable::render_filter( 'post' ) ) );
	}

	/** The rows, as edit.php makes them. */
	private function table_html(): string {
		global $wp_query, $wp_the_query;
		$this->show( 'edit-slotbridge_calendar' );
		$wp_the_query = $wp_query;
		$_GET        += array( 'post_type' => 'slotbridge_calendar' );
		$table        = _get_list_table( 'WP_Posts_List_Table', array( 'screen' => 'edit-slotbridge_calendar' ) );
		self::assertInstanceOf( \WP_Posts_List_Table::class, $table );
		$table->prepare_items();
		return self::printed( static fn () => $table->display_rows() );
	}
}
