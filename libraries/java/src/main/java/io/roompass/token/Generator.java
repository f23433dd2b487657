package io.roompass.token;

/** A maker of tokens: this library, an official generator by its language, or the one in ZEGOCLOUD's web kit. */
public enum Generator {
    /** Any of our libraries. */
    ROOMPASS("roompass", "Roompass"),
    /** The official one for Go. */
    GO("go", "Go"),
    /** The official one for C++. */
    CPP("cpp", "C++"),
    /** The official one for Java. */
    JAVA("java", "Java"),
    /** The official one for Python. */
    PYTHON("python", "Python"),
    /** The official one for PHP. */
    PHP("php", "PHP"),
    /** The official one for .NET. */
    DOTNET("dotnet", ".NET"),
    /** The official one for Node.js. */
    NODE("node", "Node.js"),
    /** generateKitTokenForTest. */
    WEB_KIT("web-kit", "the web kit (generateKitTokenForTest)");

    private final String word;
    private final String name;

    Generator(String word, String name) {
        this.word = word;
        this.name = name;
    }

    /** Its name for people. */
    String forPeople() {
        return name;
    }

    /** As it is spelled in every language: {@code web-kit}. */
    @Override
    public String toString() {
        return word;
    }
}
