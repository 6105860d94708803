namespace Swictation.EndToEnd.Tests.SetUp;

/// <summary>What scripts/publish says where it lacks something, on machines that only exist here.</summary>
public sealed class PublishTests
{
    private const string Compiler = "aarch64-linux-gnu-gcc";
    private const string Objcopy = "aarch64-linux-gnu-objcopy";

    [Fact]
    public async Task For_another_processor_all_that_is_missing_is_named_before_anything_is_installed()
    {
        using var machine = new FakeMachine().WithApt();

        var result = await machine.PublishAsync("--arch", "arm64");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            $"publish: missing for arm64: {Compiler} {Objcopy}; in Debian and Ubuntu this installs them: "
            + "apt install gcc-aarch64-linux-gnu libc6-dev-arm64-cross",
            Assert.Single(result.ErrorLines));
        Assert.Empty(machine.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_compiler_for_another_processor_is_no_use_without_its_C_library(bool hasLibrary)
    {
        using var machine = new FakeMachine().With(Objcopy).WithCrossCompiler(Compiler, hasLibrary);

        var result = await machine.PublishAsync("--arch", "arm64");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(!hasLibrary, result.Error.StartsWith("publish: missing for arm64: crt1.o", StringComparison.Ordinal));
        Assert.Equal(hasLibrary, result.Error.Contains("the .NET 10 SDK is missing", StringComparison.Ordinal));
    }
}
