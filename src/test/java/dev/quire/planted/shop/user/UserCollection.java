package dev.quire.planted.shop.user;

/// Makes its package a collection.
public final class UserCollection {}
