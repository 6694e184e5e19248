package dev.quire.planted.shop.user;

/// Makes its package count as a collection.
public final class UserCollection {}
