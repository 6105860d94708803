using System.Runtime.InteropServices;
using Swictation.Daemon.Platform.Load.Native;

namespace Swictation.Daemon.Platform.Load;

/// <summary>
/// The memory of NVIDIA's graphics processors, through the library that comes with their driver. It is looked for at
/// run time: most machines do not have it.
/// </summary>
internal sealed class NvmlGpuMeter : IGpuMeter
{
    private readonly Nvml _library;
    private readonly nint[] _devices;

    private NvmlGpuMeter(Nvml library, nint[] devices)
    {
        _library = library;
        _devices = devices;
    }

    /// <param name="library">Name or path of the library.</param>
    /// <returns>A meter that measures nothing where there is no library, no driver or no device.</returns>
    public static IGpuMeter Open(string library = Nvml.Library)
    {
        if (!NativeLibrary.TryLoad(library, out var handle)) return new NoGpuMeter();
        if (Nvml.TryBind(handle) is { } nvml)
        {
            var devices = nvml.Start();
            if (devices.Length > 0) return new NvmlGpuMeter(nvml, devices);
        }

        NativeLibrary.Free(handle);
        return new NoGpuMeter();
    }

    public GpuMemory Measure()
    {
        var (used, total) = (0UL, 0UL);
        foreach (var device in _devices)
        {
            // One that was lost, by a reset for example, says nothing.
            if (!_library.TryGetMemory(device, out var memory)) continue;
            used += memory.Used;
            total += memory.Total;
        }

        return new(used, total);
    }

    public void Dispose() => _library.Stop();
}
