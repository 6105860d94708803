namespace Swictation.Storage.Tests.Damaged;

public sealed class SalvageOfLargerPagesTests(LargerPagesDatabase recorded) : SalvageTests(recorded), IClassFixture<LargerPagesDatabase>;
