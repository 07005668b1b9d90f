<?php
/**
 * Each trigger, in each AccessAlly that the stand-in can play: it fires exactly once, or the table says why it cannot fire there.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use PHPUnit\Framework\Attributes\DataProvider;
use SlotBridge\Tests\TestCase;

final class EveryTriggerInEveryModeTest extends TestCase {

	/** Triggers that hang on a tag being seen. */
	private const BY_TAGS = array( 'member.tag-added', 'member.tag-removed', 'operation.run', 'order.succeeded', 'order.failed', 'subscription.paid', 'subscription.failed', 'subscription.cancelled' );

	private const BY_ACCESS = array( 'member.access-gained offering', 'member.access-lost offering', 'member.access-gained module', 'member.access-lost module', 'member.access-gained page', 'member.access-lost page' );

	private const BY_OFFERINGS = array( 'offering.created', 'offering.updated', 'offering.deleted', 'community-group.linked' );

	private const BY_PROGRESS = array( 'progress.objective-completed', 'progress.quiz-completed', 'progress.page-completed', 'progress.module-completed', 'progress.course-completed', 'progress.certificate-earned', 'operation.run by an Event' );

	private const NO_OFFERINGS = array( 'member.access-gained offering', 'member.access-lost offering', 'member.access-gained module', 'member.access-lost module', 'offering.created', 'offering.updated', 'offering.deleted', 'community-group.linked', 'progress.module-completed', 'progress.course-completed' );

	/** What cannot fire where, and why. Everything else has to. */
	private static function impossible( string $mode ): array {
		return match ( $mode ) {
			'3.x', '3.x, writes that skip hooks' => self::NO_OFFERINGS, // Versions before 4 have none.
			'without a licence'          => array_merge( self::BY_TAGS, self::BY_ACCESS, self::BY_OFFERINGS, array( 'member.synced', 'page.cloned', 'operation.run by an Event' ) ), // It does nothing, and what it says is not believed.
			'classes missing'            => array_merge( self::BY_TAGS, self::BY_ACCESS, self::BY_OFFERINGS, array( 'progress.module-completed', 'progress.course-completed' ) ), // Without its licence class it counts as unlicensed; without that of offerings there are none.
			'methods missing'            => array_merge( self::BY_TAGS, self::BY_ACCESS, self::BY_OFFERINGS, array( 'progress.module-completed', 'progress.course-completed' ) ), // Nobody can be asked.
			'methods that throw', 'methods that throw errors' => array_merge( self::BY_TAGS, self::BY_ACCESS, self::BY_OFFERINGS, array( 'progress.module-completed', 'progress.course-completed' ) ),
			'hooks silent'               => array( 'member.synced', 'page.cloned' ), // Only these hooks tell of them.
			'user 0'                     => array( 'member.synced' ), // It is not said who was synced; what changed of him is found.
			'an old ProgressAlly'        => array( 'operation.run by an Event' ), // The stand-in's old one has no Events.
			'ProgressAlly without licence', 'no ProgressAlly' => self::BY_PROGRESS,
			default                      => array(),
		};
	}

	/** @return array<string, array{string}> */
	public static function modes(): array {
		require_once dirname( __DIR__, 2 ) . '/stand-ins/accessally/includes/presets.php';
		$modes = array();
		foreach ( array_keys( \AccessAllyStandInPresets::ALL ) as $mode ) {
			$modes[ $mode ] = array( $mode );
		}
		return $modes;
	}

	#[DataProvider( 'modes' )]
	public function test_each_trigger_fires_once_or_cannot( string $mode ): void {
		$results  = $this->scenarios( $mode );
		$expected = array();
		$found    = array();
		foreach ( $results as $name => $result ) {
			$expected[ $name ] = in_array( $name, self::impossible( $mode ), true ) ? 0 : 1;
			$found[ $name ]    = $result['times'];
		}
		self::assertCount( 38, $results );
		self::assertSame( $expected, $found );
	}

	public function test_when_each_is_found(): void {
		$of = static fn ( array $results ): array => array_map( static fn ( string $name ): string => $results[ $name ]['stage'], array( 'tag' => 'member.tag-added', 'access' => 'member.access-gained page', 'team' => 'team.member-added', 'offering' => 'offering.updated', 'progress' => 'progress.page-completed' ) );
		self::assertSame( array( 'tag' => 'visit', 'access' => 'visit', 'team' => 'request', 'offering' => 'request', 'progress' => 'batch' ), $of( $this->scenarios( '4.x' ) ) );
		self::assertSame( array( 'tag' => 'request', 'access' => 'request', 'team' => 'request', 'offering' => '', 'progress' => 'batch' ), $of( $this->scenarios( '3.x' ) ), 'Before 4.0 a tag is user meta, whose hooks fire.' );
		self::assertSame( array( 'tag' => 'visit', 'access' => 'visit', 'team' => 'visit', 'offering' => 'batch', 'progress' => 'batch' ), $of( $this->scenarios( 'writes that skip hooks' ) ) );
	}

	/** @var array<string, array<string, mixed>> Results by mode: a run takes some seconds. */
	private static array $ran = array();

	/** @return array<string, array{times: int, stage: string, first: array<string, mixed>|null}> */
	private function scenarios( string $mode ): array {
		return self::$ran[ $mode ] ??= StandInProcess::run( \AccessAllyStandInPresets::ALL[ $mode ], 'return require ' . var_export( __DIR__ . '/run-scenarios.php', true ) . ';' );
	}
}
