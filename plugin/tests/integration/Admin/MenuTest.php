<?php
/**
 * SlotBridge goes into AccessAlly's menu, into whichever there is, and has one of its own otherwise.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Admin;

use PHPUnit\Framework\Attributes\DataProvider;
use SlotBridge\Admin\Menu;

final class MenuTest extends AdminTestCase {

	/** @var array<string, mixed> */
	private array $kept = array();

	protected function setUp(): void {
		parent::setUp();
		foreach ( array( 'menu', 'submenu', 'admin_page_hooks', '_registered_pages', '_parent_pages', '_wp_submenu_nopriv' ) as $name ) {
			$this->kept[ $name ] = $GLOBALS[ $name ] ?? array();
			$GLOBALS[ $name ]    = array();
		}
	}

	protected function tearDown(): void {
		foreach ( $this->kept as $name => $value ) {
			$GLOBALS[ $name ] = $value;
		}
		parent::tearDown();
	}

	/** @return array<string, array{list<string>, string}> AccessAlly's menus that are there; where ours go. */
	public static function menus(): array {
		return array(
			'new AccessAlly'  => array( array( '_accessally_dashboard' ), '_accessally_dashboard' ),
			'old AccessAlly'  => array( array( '_accessally_setting_all' ), '_accessally_setting_all' ),
			'both, old first' => array( array( '_accessally_setting_all', '_accessally_dashboard' ), '_accessally_dashboard' ),
			'no AccessAlly'   => array( array(), 'slotbridge' ),
		);
	}

	/** @param list<string> $present Menus of AccessAlly. */
	#[DataProvider( 'menus' )]
	public function test_an_owner_finds_it( array $present, string $parent ): void {
		foreach ( $present as $slug ) {
			add_menu_page( 'AccessAlly', 'AccessAlly', 'manage_options', $slug, '__return_null' );
		}
		Menu::add();
		$slugs = array_column( $GLOBALS['submenu'][ $parent ], 2 );
		self::assertEqualsCanonicalizing( array( 'edit.php?post_type=slotbridge_calendar', 'edit-tags.php?taxonomy=slotbridge_calendar_group&amp;post_type=slotbridge_calendar', 'slotbridge' ), array_values( array_diff( $slugs, $present ) ) );
		self::assertSame( $parent, apply_filters( 'parent_file', 'edit.php?post_type=slotbridge_calendar' ) );
		self::assertSame( 'edit.php?post_type=slotbridge_calendar', apply_filters( 'submenu_file', 'x' ) );
		$this->show( 'edit-slotbridge_calendar_group' );
		self::assertStringContainsString( 'taxonomy=slotbridge_calendar_group', apply_filters( 'submenu_file', 'x' ) );
		$this->show( 'edit-post' );
		self::assertSame( array( 'edit.php', 'y' ), array( apply_filters( 'parent_file', 'edit.php' ), apply_filters( 'submenu_file', 'y' ) ) );
	}

	public function test_an_editor_gets_a_menu_that_opens_although_accessally_is_closed_to_editors(): void {
		$this->become_editor();
		add_menu_page( 'AccessAlly', 'AccessAlly', 'manage_options', '_accessally_dashboard', '__return_null' );
		Menu::add();
		self::assertArrayNotHasKey( '_accessally_dashboard', $GLOBALS['submenu'] );
		$own = 'edit.php?post_type=slotbridge_calendar';
		self::assertContains( $own, array_column( $GLOBALS['submenu'][ $own ], 2 ) );
		self::assertNotContains( 'slotbridge', array_column( $GLOBALS['submenu'][ $own ], 2 ) );
		$top = array_values( array_filter( $GLOBALS['menu'], static fn ( array $entry ): bool => $own === $entry[2] ) );
		self::assertTrue( current_user_can( $top[0][1] ) );
	}
}
