using Swictation.Daemon.Speech.Voice;
using Swictation.Daemon.Tests.Speech.Segmentation;
using Swictation.Domain.Errors;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Voice;

public sealed class VoiceDetectorTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Probabilities_are_those_of_the_network()
    {
        var model = new MadeUpModel(seed: 1);
        var detector = new VoiceDetector(VoiceModelFile.Read(Write(model.ToBytes())));
        var sound = Sounds.Mix(Sounds.Voice(1.5), Sounds.Noise(1.5, rms: 900));

        var heard = sound.Chunk(512).Where(window => window.Length == 512)
            .Select(window => (Expected: model.Hear(window), Actual: detector.Hear(window)))
            .ToList();

        Assert.All(heard, each => Assert.Equal(each.Expected, each.Actual, 1e-3));
        Assert.InRange(heard.Max(each => each.Actual) - heard.Min(each => each.Actual), 0.01, 1);
    }

    [Fact]
    public void Windows_that_are_heard_together_are_heard_as_one_by_one()
    {
        var model = VoiceModelFile.Read(Write(new MadeUpModel(seed: 1).ToBytes()));
        var (single, several) = (new VoiceDetector(model), new VoiceDetector(model, mostWindows: 4));
        var sound = Sounds.Mix(Sounds.Voice(0.5), Sounds.Noise(0.5, rms: 900))[..(15 * 512)];

        var one = sound.Chunk(512).Select(window => single.Hear(window)).ToList();
        var together = new List<float>();
        foreach (var count in (int[])[4, 3, 1, 4, 2, 1])
        {
            var probabilities = new float[count];
            several.Hear(sound.AsSpan(together.Count * 512, count * 512), probabilities);
            together.AddRange(probabilities);
        }

        Assert.Equal(15, together.Count);
        Assert.All(one.Zip(together), each => Assert.Equal(each.First, each.Second, 1e-5));
    }

    [Fact]
    public void Score_of_a_segment_depends_on_nothing_before_it_and_not_on_its_level()
    {
        var check = new VoiceCheck(VoiceModelFile.Read(Write(new MadeUpModel(seed: 2).ToBytes())));
        var sound = Sounds.Mix(Sounds.Voice(1), Sounds.Noise(1, rms: 900));
        var first = check.Score(sound);
        check.Score(Sounds.Noise(3, rms: 4_000));

        Assert.Equal(first, check.Score(sound));
        Assert.Equal(first, check.Score([.. sound.Select(sample => (short)(sample / 4))]), 0.05);
    }

    [Fact]
    public void Segment_that_is_too_short_to_be_judged_scores_nothing()
    {
        var check = new VoiceCheck(VoiceModelFile.Read(Write(new MadeUpModel(seed: 2).ToBytes())));

        Assert.Equal(0, check.Score([]));
        Assert.Equal(0, check.Score(new short[511]));
    }

    [Fact]
    public void File_that_is_no_such_model_is_refused_by_name()
    {
        var model = new MadeUpModel(seed: 1);
        var whole = model.ToBytes();
        AssertRefused(Write("no model at all"u8.ToArray()), "is not the model that is needed");
        AssertRefused(Write(model.ToBytes(head => head[3] = 256)), "is not the model that is needed");
        AssertRefused(Write(model.ToBytes(without: "_model.decoder.rnn.bias_hh")), "lacks _model.decoder.rnn.bias_hh");
        AssertRefused(
            Write(new MadeUpModel(seed: 1).With(weight: 0.5f, of: "_model.stft.forward_basis_buffer").ToBytes()),
            "is not the model that is needed");
        AssertRefused(Write(whole[..^100]), "is cut off");
        AssertRefused(Write([]), "is cut off");
        AssertRefused(Write(new byte[17 * 1024 * 1024]), "is not the model that is needed");
        AssertRefused(_directory.File("missing"), "does not exist");
    }

    [Fact]
    public void File_that_is_cut_off_or_changed_anywhere_is_refused_or_read()
    {
        var whole = new MadeUpModel(seed: 1).ToBytes();
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var bytes = (byte[])whole.Clone();
            if (i % 2 == 0) bytes = bytes[..random.Next(bytes.Length)];
            else bytes[random.Next(300)] ^= (byte)(1 << random.Next(8));
            try
            {
                VoiceModelFile.Read(Write(bytes));
            }
            catch (TranscriberException e)
            {
                Assert.StartsWith(_directory.Path, e.Message, StringComparison.Ordinal);
            }
        }
    }

    private static void AssertRefused(string path, string why)
    {
        var refused = Assert.Throws<TranscriberException>(() => VoiceModelFile.Read(path));
        Assert.Equal(path, refused.Thing);
        Assert.StartsWith(why, refused.Reason, StringComparison.Ordinal);
    }

    private string Write(byte[] bytes)
    {
        var path = _directory.File("model.bin");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
