using static Swictation.Daemon.Speech.Models.ModelKind;

namespace Swictation.Daemon.Speech.Models;

/// <summary>
/// The published models that can be got by name. Checksums of Whisper's: the table of their publisher; sizes: its list of
/// files; memory: the documentation of whisper.cpp.
/// </summary>
internal static class ModelCatalogue
{
    private const string TinySpeed = "1.2 to 1.8 s";
    private const string BaseSpeed = "2.3 s";
    private const string SmallSpeed = "8 to 10 s";

    /// <summary>What a newcomer is advised to get: the most accurate one that two cores run in real time.</summary>
    public const string Advised = "base.en";

    /// <summary>Whisper's from the least to the most accurate; for English one of English alone is the better of two.</summary>
    public static IReadOnlyList<KnownModel> All { get; } =
    [
        new("tiny-q5_1", Recogniser, 32.2, "2827a03e495b1ed3048ef28a6a4620537db4ee51"),
        new("tiny.en-q5_1", Recogniser, 32.2, "3fb92ec865cbbc769f08137f22470d6b66e071b6"),
        new("tiny-q8_0", Recogniser, 43.5, "19e8118f6652a650569f5a949d962154e01571d9"),
        new("tiny.en-q8_0", Recogniser, 43.5, "802d6668e7d411123e672abe4cb6c18f12306abb"),
        new("tiny", Recogniser, 77.7, "bd577a113a864445d4c299885e0cb97d4ba92b5f") { MemoryMegabytes = 273, Speed = TinySpeed },
        new("tiny.en", Recogniser, 77.7, "c78c86eb1a8faa21b369bcd33207cc90d64ae9df") { MemoryMegabytes = 273, Speed = TinySpeed },
        new("base-q5_1", Recogniser, 59.7, "a3733eda680ef76256db5fc5dd9de8629e62c5e7"),
        new("base.en-q5_1", Recogniser, 59.7, "d26d7ce5a1b6e57bea5d0431b9c20ae49423c94a"),
        new("base-q8_0", Recogniser, 81.8, "7bb89bb49ed6955013b166f1b6a6c04584a20fbe"),
        new("base.en-q8_0", Recogniser, 81.8, "bb1574182e9b924452bf0cd1510ac034d323e948"),
        new("base", Recogniser, 148, "465707469ff3a37a2b9b8d8f89f2f99de7299dac") { MemoryMegabytes = 388, Speed = BaseSpeed },
        new("base.en", Recogniser, 148, "137c40403d78fd54d454da0f9bd998f78703390c") { MemoryMegabytes = 388, Speed = BaseSpeed },
        new("small-q5_1", Recogniser, 190, "6fe57ddcfdd1c6b07cdcc73aaf620810ce5fc771"),
        new("small.en-q5_1", Recogniser, 190, "20f54878d608f94e4a8ee3ae56016571d47cba34"),
        new("small-q8_0", Recogniser, 264, "bcad8a2083f4e53d648d586b7dbc0cd673d8afad"),
        new("small.en-q8_0", Recogniser, 264, "9d75ff4ccfa0a8217870d7405cf8cef0a5579852"),
        new("small", Recogniser, 488, "55356645c2b361a969dfd0ef2c5a50d530afd8d5") { MemoryMegabytes = 852, Speed = SmallSpeed },
        new("small.en", Recogniser, 488, "db8a495a91d927739e50b3fc1cc4c6b8f6c2d022") { MemoryMegabytes = 852, Speed = SmallSpeed },
        new("medium-q5_0", Recogniser, 539, "7718d4c1ec62ca96998f058114db98236937490e"),
        new("medium.en-q5_0", Recogniser, 539, "bb3b5281bddd61605d6fc76bc5b92d8f20284c3b"),
        new("medium-q8_0", Recogniser, 823, "e66645948aff4bebbec71b3485c576f3d63af5d6"),
        new("medium.en-q8_0", Recogniser, 823, "b1cf48c12c807e14881f634fb7b6c6ca867f6b38"),
        new("medium", Recogniser, 1_530, "fd9727b6e1217c2f614f9b698455c4ffd82463b4") { MemoryMegabytes = 2_100 },
        new("medium.en", Recogniser, 1_530, "8c30f0e44ce9560643ebd10bbe50cd20eafd3723") { MemoryMegabytes = 2_100 },
        new("large-v1", Recogniser, 3_090, "b1caaf735c4cc1429223d5a74f0f4d0b9b59a299") { MemoryMegabytes = 3_900 },
        new("large-v2-q5_0", Recogniser, 1_080, "00e39f2196344e901b3a2bd5814807a769bd1630"),
        new("large-v2-q8_0", Recogniser, 1_660, "da97d6ca8f8ffbeeb5fd147f79010eeea194ba38"),
        new("large-v2", Recogniser, 3_090, "0f4c8e34f21cf1a914c59d8b3ce882345ad349d6") { MemoryMegabytes = 3_900 },
        new("large-v3-turbo-q5_0", Recogniser, 574, "e050f7970618a659205450ad97eb95a18d69c9ee"),
        new("large-v3-turbo-q8_0", Recogniser, 874, "01bf15bedffe9f39d65c1b6ff9b687ea91f59e0e"),
        new("large-v3-turbo", Recogniser, 1_620, "4af2b29d7ec73d781377bfd1758ca957a807e941"),
        new("large-v3-q5_0", Recogniser, 1_080, "e6e2ed78495d403bef4b7cff42ef4aaadcfea8de"),
        new("large-v3", Recogniser, 3_100, "ad82bf6a9043ceed055076d0fd39f5f186ff8062") { MemoryMegabytes = 3_900 },
        new("silero-v6.2.0", Detector, 0.885, "2aa269b785eeb53a82983a20501ddf7c1d9c48e33ab63a41391ac6c9f7fb6987"),
    ];

    /// <summary>The model of a name, or of a file's name; null for one that is not published.</summary>
    public static KnownModel? Find(string name)
    {
        var wanted = ModelNames.Of(name);
        return All.FirstOrDefault(model => model.Name == wanted);
    }
}
