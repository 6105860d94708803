using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// Reads the weights of Silero's voice activity detector in the ggml form of whisper.cpp: a head that describes the
/// network, then named tensors of 16- or 32-bit numbers, least significant byte first.
/// </summary>
internal static class VoiceModelFile
{
    private const int Magic = 0x67676d6c; // "ggml"
    private const string Kind = "silero-16k";
    private const string Remedy = "give Silero's voice activity detector for 16 kHz, version 5 or 6, in ggml form";

    // Its weights take 0.9 MB: what is much larger is something else.
    private const int LargestBytes = 16 * 1024 * 1024;

    /// <exception cref="TranscriberException">It is missing, not to be read, another model, or cut off.</exception>
    public static VoiceModel Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > LargestBytes) throw Other(path);
            using var reader = new BinaryReader(file);
            ThrowIfOther(reader, path);
            return Compose(ReadTensors(reader, path), path);
        }
        catch (EndOfStreamException)
        {
            throw new TranscriberException(path, "is cut off; get the model again");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TranscriberException(path, $"does not exist; {Remedy}");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new TranscriberException(path, "cannot be opened for reading; check its permissions");
        }
    }

    private static void ThrowIfOther(BinaryReader reader, string path)
    {
        if (reader.ReadInt32() != Magic) throw Other(path);
        var length = reader.ReadInt32();
        if (length != Kind.Length || Encoding.ASCII.GetString(reader.ReadBytes(length)) != Kind) throw Other(path);

        for (var part = 0; part < 3; part++) reader.ReadInt32(); // its version
        Expect(VoiceModel.Window, VoiceModel.Context, VoiceModel.Strides.Length);
        for (var layer = 0; layer < VoiceModel.Strides.Length; layer++)
            Expect(VoiceModel.Channels[layer], VoiceModel.Channels[layer + 1], VoiceModel.Neighbours);
        Expect(VoiceModel.Memory, VoiceModel.Memory, VoiceModel.Memory, 1);

        void Expect(params ReadOnlySpan<int> numbers)
        {
            foreach (var number in numbers)
            {
                if (reader.ReadInt32() != number) throw Other(path);
            }
        }
    }

    private static Dictionary<string, float[]> ReadTensors(BinaryReader reader, string path)
    {
        var tensors = new Dictionary<string, float[]>();
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var (dimensions, nameLength, form) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
            if (dimensions is < 0 or > 4 || nameLength is < 1 or > 256 || form is not (0 or 1)) throw Other(path);
            var count = 1L;
            for (var i = 0; i < dimensions; i++) count *= reader.ReadInt32();
            var bytes = count * (form == 0 ? sizeof(float) : sizeof(short));
            if (count < 1 || bytes > LargestBytes) throw Other(path);

            var name = Encoding.UTF8.GetString(reader.ReadBytes(nameLength));
            tensors[name] = form == 0
                ? [.. Take<float>(reader, (int)count)]
                : ToSingle(Take<Half>(reader, (int)count));
        }

        return tensors;
    }

    private static unsafe ReadOnlySpan<T> Take<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var bytes = reader.ReadBytes(count * sizeof(T));
        if (bytes.Length < count * sizeof(T)) throw new EndOfStreamException();
        return MemoryMarshal.Cast<byte, T>(bytes);
    }

    private static float[] ToSingle(ReadOnlySpan<Half> halves)
    {
        var singles = new float[halves.Length];
        TensorPrimitives.ConvertToSingle(halves, singles);
        return singles;
    }

    private static VoiceModel Compose(Dictionary<string, float[]> tensors, string path)
    {
        const int memory = VoiceModel.Memory;
        var basis = Of("stft.forward_basis_buffer", VoiceModel.SpectrumLength * 2 * VoiceModel.Frequencies);
        var spectrum = SpectrumTransform.Of(basis) ?? throw Other(path);
        var encoder = new List<DenseLayer>();
        for (var layer = 0; layer < VoiceModel.Strides.Length; layer++)
        {
            var (inputs, outputs) = (VoiceModel.Channels[layer], VoiceModel.Channels[layer + 1]);
            var name = $"encoder.{layer}.reparam_conv";
            var weights = Of($"{name}.weight", VoiceModel.Neighbours * inputs * outputs);
            encoder.Add(new(ByMoment(weights, layer), Of($"{name}.bias", outputs)));
        }

        return new(
            spectrum,
            encoder,
            new(Of("decoder.rnn.weight_ih", 4 * memory * memory), Of("decoder.rnn.bias_ih", 4 * memory)),
            new(Of("decoder.rnn.weight_hh", 4 * memory * memory), Of("decoder.rnn.bias_hh", 4 * memory)),
            new(Of("decoder.decoder.2.weight", memory), Of("decoder.decoder.2.bias", 1)));

        float[] Of(string name, int length) =>
            tensors.TryGetValue($"_model.{name}", out var values) && values.Length == length
                ? values
                : throw new TranscriberException(path, $"lacks _model.{name} of {length} numbers; {Remedy}");
    }

    // The file has a channel's moments side by side, the detector a moment's channels, without those that never are there.
    private static float[] ByMoment(float[] weights, int layer)
    {
        var (inputs, outputs) = (VoiceModel.Channels[layer], VoiceModel.Channels[layer + 1]);
        var (first, count) = (VoiceModel.FirstNeighbour[layer], VoiceModel.NeighboursOf[layer]);
        var turned = new float[outputs * count * inputs];
        for (var i = 0; i < turned.Length; i++)
        {
            var (output, moment, input) = (i / (count * inputs), i / inputs % count, i % inputs);
            turned[i] = weights[(((output * inputs) + input) * VoiceModel.Neighbours) + first + moment];
        }

        return turned;
    }

    private static TranscriberException Other(string path) => new(path, $"is not the model that is needed; {Remedy}");
}
