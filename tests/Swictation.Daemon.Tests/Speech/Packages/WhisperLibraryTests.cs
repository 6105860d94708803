using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Tests.Speech.Packages;

public sealed class WhisperLibraryTests
{
    [Fact]
    public void Processor_that_it_was_compiled_for_is_taken() =>
        WhisperLibrary.ThrowIfTooOld(["processor\t: 0", "flags\t\t: fpu sse2 avx f16c fma avx2 avx512f"]);

    [Theory]
    [InlineData("flags\t\t: fpu sse2 avx f16c", "avx2, fma")]
    [InlineData("flags\t\t: fpu sse2", "avx, avx2, fma, f16c")]
    [InlineData("model name\t: none", "avx, avx2, fma, f16c")]
    public void Processor_that_is_too_old_is_told_what_it_lacks_and_what_to_use(string line, string lacking)
    {
        var error = Assert.Throws<TranscriberException>(() => WhisperLibrary.ThrowIfTooOld([line]));

        Assert.Contains($"a processor with {lacking}; use", error.Reason, StringComparison.Ordinal);
    }
}
