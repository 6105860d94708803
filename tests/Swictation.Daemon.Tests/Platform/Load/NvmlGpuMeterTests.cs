using System.Diagnostics;
using System.Runtime.CompilerServices;
using Swictation.Daemon.Platform.Load;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Platform.Load;

[Trait("Category", "Package")]
public sealed class NvmlGpuMeterTests : IDisposable
{
    private const string TwoDevices =
        """
        typedef struct { unsigned long long total, free, used; } memory;
        static int running;
        int nvmlInit_v2(void) { running = 1; return 0; }
        int nvmlShutdown(void) { running = 0; return 0; }
        int nvmlDeviceGetCount_v2(unsigned *count) { *count = 3; return running ? 0 : 1; }
        int nvmlDeviceGetHandleByIndex_v2(unsigned i, void **device)
        {
            *device = (void *)(unsigned long)(i + 1);
            return i == 1 ? 4 : 0;
        }
        int nvmlDeviceGetMemoryInfo(void *device, memory *found)
        {
            found->total = 8ull << 30;
            found->used = (unsigned long)device << 30;
            found->free = found->total - found->used;
            return 0;
        }
        """;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [CompilerFact]
    public void Memory_of_all_devices_that_answer_is_added()
    {
        using var meter = NvmlGpuMeter.Open(Compile(TwoDevices));

        var memory = meter.Measure();

        Assert.Equal((4_096.0, 25.0), (memory.UsedMb, memory.UsedPercent));
    }

    [CompilerFact]
    public void Library_without_a_driver_or_of_another_kind_is_as_none()
    {
        var noDriver = TwoDevices.Replace("running = 1; return 0;", "return 9;", StringComparison.Ordinal);

        using var withoutDriver = NvmlGpuMeter.Open(Compile(noDriver));
        using var another = NvmlGpuMeter.Open(Compile("int nvmlInit_v2(void) { return 0; }"));

        Assert.IsType<NoGpuMeter>(withoutDriver);
        Assert.IsType<NoGpuMeter>(another);
    }

    [Fact]
    public void Without_a_library_all_is_zero()
    {
        using var meter = NvmlGpuMeter.Open("libno-such-thing.so.1");

        Assert.Equal(default, meter.Measure());
        Assert.Equal((0.0, 0.0), (meter.Measure().UsedMb, meter.Measure().UsedPercent));
    }

    private string Compile(string source)
    {
        var name = Guid.NewGuid().ToString("N");
        File.WriteAllText(_directory.File($"{name}.c"), source);
        var library = _directory.File($"lib{name}.so");
        using var compiler = Process.Start(
            "gcc", ["-shared", "-fPIC", "-o", library, _directory.File($"{name}.c")]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        return library;
    }

    /// <summary>Skipped where there is no C compiler to make a library with.</summary>
    private sealed class CompilerFactAttribute : FactAttribute
    {
        public CompilerFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
            : base(file, line)
        {
            if (!File.Exists("/usr/bin/gcc")) Skip = "There is no gcc here to make a library with.";
        }
    }
}
