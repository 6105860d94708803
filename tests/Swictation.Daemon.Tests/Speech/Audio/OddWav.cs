using System.Buffers.Binary;
using System.Text;

namespace Swictation.Daemon.Tests.Speech.Audio;

/// <summary>WAV files as programs should not write them, and do. All hold the same second of a tone.</summary>
internal static class OddWav
{
    public const int Rate = 16_000;
    private const int Samples = Rate;

    private static readonly short[] Tone = [.. Enumerable.Range(0, Samples).Select(i => (short)(10_000 * Math.Sin(2 * Math.PI * 440 * i / Rate)))];

    /// <summary>Each by its name: the bytes, how many seconds of the tone are heard, and a part of the warning; null for none.</summary>
    public static IReadOnlyDictionary<string, (byte[] Bytes, double Seconds, string? Warning)> All { get; } =
        new Dictionary<string, (byte[], double, string?)>
        {
            ["as it should be"] = (Riff(Format(), Data()), 1, null),
            ["length 0"] = (Riff(36, Format(), Data(length: 0)), 1, "before it wrote the length"),
            ["both lengths 0"] = (Riff(0, Format(), Data(length: 0)), 1, "before it wrote the length"),
            ["length -1"] = (Riff(uint.MaxValue, Format(), Data(length: uint.MaxValue)), 1, null),
            ["length of a pipe, as sox has it"] = (Riff(0x7FFFF024, Format(), Data(length: 0x7FFFF000)), 1, null),
            ["length of a pipe, as arecord has it"] = (Riff(int.MaxValue, Format(), Data(length: int.MaxValue)), 1, null),
            ["length of the whole file too small"] = (Riff(4, Format(), Data()), 1, null),
            ["length of the whole file too large"] = (Riff(1_000_000, Format(), Data()), 1, null),
            ["length twice as large"] = (Riff(Format(), Data(length: 2 * 2 * Samples)), 1, "cut off: its header promises 2.0 s"),
            ["cut in the middle"] = (Riff(Format(), Data())[..(44 + Samples)], 0.5, "cut off: its header promises 1.0 s"),
            ["cut in the middle of a sample"] = (Riff(Format(), Data())[..(44 + Samples + 1)], 0.5, "cut off"),
            ["cut by one byte"] = (Riff(Format(), Data())[..^1], 1, "cut off"),
            ["half a sample too much"] = (Riff(Format(), Data(length: (2 * Samples) + 1, more: 1)), 1, null),
            ["titles behind the sound"] = (Riff(Format(), Data(), Chunk("LIST", new byte[400])), 1, null),
            ["titles before the sound"] = (Riff(Format(), Chunk("LIST", new byte[400]), Data()), 1, null),
            ["a large chunk before the format"] = (Riff(Chunk("JUNK", new byte[2000]), Format(), Data()), 1, null),
            ["a large chunk before the sound"] = (Riff(Format(), Chunk("bext", new byte[100_000]), Data()), 1, null),
            ["an odd chunk with its pad byte"] = (Riff(Format(), Chunk("LIST", new byte[33]), [0], Data()), 1, null),
            ["an odd chunk without its pad byte"] = (Riff(Format(), Chunk("LIST", new byte[33]), Data()), 1, null),
            ["an odd length of the sound without its pad byte, and titles"] =
                (Riff(Format(), Data(length: (2 * Samples) + 1, more: 1), Chunk("LIST", new byte[40])), 1, null),
            ["noise behind the file"] = ([.. Riff(Format(), Data()), .. new byte[999]], 1, null),
            ["two files"] = ([.. Riff(Format(), Data()), .. Riff(Format(), Data())], 2, null),
            ["three files with titles"] =
                ([.. Two(), .. Two(), .. Two()], 3, null),
            ["two files, of different rates"] = ([.. Riff(Format(), Data()), .. Riff(Format(rate: 8_000), Data())], 1, "another format"),
            ["a file and the beginning of another"] = ([.. Riff(Format(), Data()), .. Riff(Format(), Data())[..30]], 1, null),
            ["a format chunk of 18 bytes"] = (Riff(Chunk("fmt ", [.. FormatBytes(), 0, 0]), Data()), 1, null),
            ["extensible"] = (Riff(Extensible(1), Data()), 1, null),
            ["RF64"] = (Rf64(2 * Samples), 1, null),
            ["RF64 of unknown length"] = (Rf64(0), 1, null),
            ["floats"] = (Riff(Format(tag: 3, bits: 32), Floats(1)), 1, null),
            ["doubles"] = (Riff(Format(tag: 3, bits: 64), Doubles()), 1, null),
            ["floats beyond full scale"] = (Riff(Format(tag: 3, bits: 32), Floats(4)), 1, "as loud as full scale"),
            ["floats that are 16-bit numbers"] = (Riff(Format(tag: 3, bits: 32), Floats(32768)), 1, "as loud as full scale"),
            ["floats, some no numbers"] = (Riff(Format(tag: 3, bits: 32), Floats(1, nan: true)), 1, null),
            ["8 bits"] = (Riff(Format(bits: 8), Chunk("data", [.. Tone.Select(sample => (byte)((sample >> 8) + 128))])), 1, null),
            ["24 bits"] = (Riff(Format(bits: 24), Wide(3)), 1, null),
            ["32 bits"] = (Riff(Format(bits: 32), Wide(4)), 1, null),
            ["antiphase"] = (Riff(Format(channels: 2), Mix(1, -1)), 1, null),
            ["speech left"] = (Riff(Format(channels: 2), Mix(1, 0)), 1, null),
            ["speech right"] = (Riff(Format(channels: 2), Mix(0, 1)), 1, null),
            ["speech in one of eight"] = (Riff(Format(channels: 8), Mix(0, 0, 0, 0, 0, 1, 0, 0)), 1, null),
            ["the same in six"] = (Riff(Format(channels: 6), Mix(1, 1, 1, 1, 1, 1)), 1, null),
            ["sixty-four channels"] = (Riff(Format(channels: 64), Mix([.. new double[63], 1])), 1, null),
        };

    public static byte[] TwoChannels(double left, double right) => Riff(Format(channels: 2), Mix(left, right));

    private static byte[] Two() => Riff(Format(), Data(), Chunk("LIST", new byte[20]));

    private static byte[] FormatBytes(int tag = 1, int channels = 1, int rate = Rate, int bits = 16)
    {
        var chunk = new byte[16];
        BinaryPrimitives.WriteUInt16LittleEndian(chunk, (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(chunk.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), rate);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(8), rate * channels * bits / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(chunk.AsSpan(12), (ushort)(channels * bits / 8));
        BinaryPrimitives.WriteUInt16LittleEndian(chunk.AsSpan(14), (ushort)bits);
        return chunk;
    }

    private static byte[] Format(int tag = 1, int channels = 1, int rate = Rate, int bits = 16) =>
        Chunk("fmt ", FormatBytes(tag, channels, rate, bits));

    private static byte[] Extensible(byte tag) =>
        Chunk("fmt ", [.. FormatBytes(0xFFFE), 22, 0, 16, 0, 4, 0, 0, 0, tag, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]);

    private static byte[] Data(long? length = null, int more = 0)
    {
        var bytes = new byte[(2 * Samples) + more];
        for (var i = 0; i < Samples; i++) BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), Tone[i]);
        return Chunk("data", bytes, length);
    }

    private static byte[] Wide(int size) =>
        Chunk("data", [.. Tone.SelectMany(sample => new byte[size - 2].Append((byte)sample).Append((byte)(sample >> 8)))]);

    private static byte[] Floats(float scale, bool nan = false) => Chunk(
        "data",
        [.. Tone.SelectMany((sample, i) => BitConverter.GetBytes(nan && i % 1000 == 999 ? float.NaN : sample / 32768f * scale))]);

    private static byte[] Doubles() => Chunk("data", [.. Tone.SelectMany(sample => BitConverter.GetBytes(sample / 32768.0))]);

    private static byte[] Mix(params double[] parts) => Chunk(
        "data", [.. Tone.SelectMany(sample => parts.SelectMany(part => BitConverter.GetBytes((short)(sample * part))))]);

    private static byte[] Rf64(long length)
    {
        var sizes = new byte[28];
        BinaryPrimitives.WriteInt64LittleEndian(sizes.AsSpan(8), length);
        return [.. "RF64"u8, 0xFF, 0xFF, 0xFF, 0xFF, .. "WAVE"u8, .. Chunk("ds64", sizes), .. Format(), .. Data(uint.MaxValue)];
    }

    private static byte[] Chunk(string name, byte[] bytes, long? length = null)
    {
        var head = new byte[8];
        Encoding.ASCII.GetBytes(name, head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), (uint)(length ?? bytes.Length));
        return [.. head, .. bytes];
    }

    private static byte[] Riff(params byte[][] chunks) => Riff((uint)(4 + chunks.Sum(chunk => chunk.Length)), chunks);

    private static byte[] Riff(uint length, params byte[][] chunks) => [.. Chunk("RIFF", [], length), .. "WAVE"u8, .. chunks.SelectMany(chunk => chunk)];
}
