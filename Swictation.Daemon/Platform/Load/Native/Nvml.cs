using System.Runtime.InteropServices;

namespace Swictation.Daemon.Platform.Load.Native;

/// <summary>NVIDIA's management library, bound by name: its functions return 0 when they have succeeded.</summary>
internal sealed unsafe class Nvml
{
    public const string Library = "libnvidia-ml.so.1";

    private const int MostDevices = 64;

    private readonly delegate* unmanaged<int> _init;
    private readonly delegate* unmanaged<int> _shutdown;
    private readonly delegate* unmanaged<uint*, int> _getCount;
    private readonly delegate* unmanaged<uint, nint*, int> _getHandle;
    private readonly delegate* unmanaged<nint, NvmlMemory*, int> _getMemory;

    private Nvml(nint init, nint shutdown, nint getCount, nint getHandle, nint getMemory)
    {
        _init = (delegate* unmanaged<int>)init;
        _shutdown = (delegate* unmanaged<int>)shutdown;
        _getCount = (delegate* unmanaged<uint*, int>)getCount;
        _getHandle = (delegate* unmanaged<uint, nint*, int>)getHandle;
        _getMemory = (delegate* unmanaged<nint, NvmlMemory*, int>)getMemory;
    }

    /// <summary>Null for a library that lacks a function.</summary>
    public static Nvml? TryBind(nint library) =>
        NativeLibrary.TryGetExport(library, "nvmlInit_v2", out var init)
        && NativeLibrary.TryGetExport(library, "nvmlShutdown", out var shutdown)
        && NativeLibrary.TryGetExport(library, "nvmlDeviceGetCount_v2", out var getCount)
        && NativeLibrary.TryGetExport(library, "nvmlDeviceGetHandleByIndex_v2", out var getHandle)
        && NativeLibrary.TryGetExport(library, "nvmlDeviceGetMemoryInfo", out var getMemory)
            ? new(init, shutdown, getCount, getHandle, getMemory)
            : null;

    /// <summary>The devices; none where the driver is not there.</summary>
    public nint[] Start()
    {
        if (_init() != 0) return [];

        uint count = 0;
        var devices = new List<nint>();
        if (_getCount(&count) == 0)
        {
            for (uint i = 0; i < Math.Min(count, MostDevices); i++)
            {
                nint device = 0;
                if (_getHandle(i, &device) == 0) devices.Add(device);
            }
        }

        if (devices.Count == 0) Stop();
        return [.. devices];
    }

    public bool TryGetMemory(nint device, out NvmlMemory memory)
    {
        NvmlMemory found = default;
        var isKnown = _getMemory(device, &found) == 0;
        memory = found;
        return isKnown;
    }

    public void Stop() => _ = _shutdown();
}
