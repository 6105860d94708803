using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Swictation.Sockets.Feed.Readiness.Native;

/// <summary>
/// <c>struct epoll_event</c> in memory: 32 bits of events and 64 of data, without a gap between them on x86-64 only.
/// </summary>
internal static class EpollEvents
{
    public static readonly int Size = DataAt + sizeof(long);

    private static int DataAt => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    public static void Write(Span<byte> to, uint events, long data)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, events);
        BinaryPrimitives.WriteInt64LittleEndian(to[DataAt..], data);
    }

    public static (uint Events, long Data) Read(ReadOnlySpan<byte> from, int index)
    {
        var one = from.Slice(index * Size, Size);
        return (BinaryPrimitives.ReadUInt32LittleEndian(one), BinaryPrimitives.ReadInt64LittleEndian(one[DataAt..]));
    }
}
